import type { Server } from "node:http";
import { type Clock, errorMessage, type Logger } from "@fairlead/base";
import type { AdminCommand } from "./admin-answer.ts";
import { AdminCommands, type Otherwise } from "./admin-commands.ts";
import { createAdminHttp } from "./admin-http.ts";
import { adminSocketPlace, listenPrivately } from "./admin-socket.ts";
import { AdminSocketError } from "./errors.ts";
import { listening, portOf } from "./http-listening.ts";

export interface AdminServerPorts {
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface AdminServerSettings {
  readonly dataDir: string;
  /** For the socket when the data folder's path is too long for one; `os.tmpdir()` as a rule. */
  readonly temporaryDir: string;
  /** Of the files in the data folder, where a second server has that folder too; `admin` when absent. */
  readonly adminName?: string;
  /** Also on TCP, for those who know the token. Port 0 takes a free one. */
  readonly tcp?: { readonly host: string; readonly port: number; readonly token: string };
  /** Asked about words that are no command here. */
  readonly otherwise?: Otherwise;
}

export interface AdminServer extends AsyncDisposable {
  readonly socketPath: string;
  /** Why the socket is not in the data folder. */
  readonly note?: string;
  readonly tcpPort?: number;
}

/** Listens for `ctl` on a Unix socket, and over TCP only where asked to and with a token [CL-46]. Throws AdminSocketError when another server has this data folder. */
export async function startAdminServer(
  { clock, logger }: AdminServerPorts,
  settings: AdminServerSettings,
  commands: readonly AdminCommand[],
): Promise<AdminServer> {
  await using started = new AsyncDisposableStack();
  const known = new AdminCommands(commands, logger, settings.otherwise);
  const place = adminSocketPlace(settings.dataDir, settings.temporaryDir, settings.adminName);
  const local = started.adopt(createAdminHttp(clock, known), closeServer);
  started.use(await listenPrivately(local, place));
  const tcpPort = await listenOnTcp(clock, known, settings.tcp, started);
  const running = started.move();
  return {
    socketPath: place.path,
    ...(place.note !== undefined && { note: place.note }),
    ...(tcpPort !== undefined && { tcpPort }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function listenOnTcp(
  clock: Clock,
  commands: AdminCommands,
  tcp: AdminServerSettings["tcp"],
  started: AsyncDisposableStack,
): Promise<number | undefined> {
  if (tcp === undefined) return undefined;
  if (tcp.token === "") throw new AdminSocketError("the admin port has no token; do: set one, or leave the port out");
  const server = started.adopt(createAdminHttp(clock, commands, tcp.token), closeServer);
  try {
    await listening(server, tcp);
  } catch (cause) {
    const reason = errorMessage(cause);
    throw new AdminSocketError(`cannot listen on the admin port ${tcp.port}: ${reason}; do: choose another port`, {
      cause,
    });
  }
  return portOf(server);
}

/** Waits for nobody: a command's answer is worth less than the end that was asked for. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
