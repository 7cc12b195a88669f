import { rm } from "node:fs/promises";
import {
  type AdminAnswer,
  type AdminCommand,
  adminFilePath,
  commandHelp,
  type OpsServer,
  type Otherwise,
  startAdminServer,
  startOpsServer,
  textAnswer,
  writeAdminFile,
} from "@fairlead/runtime";
import type { ServerParts } from "./server-parts.ts";
import type { ServerPlan } from "./server-plan.ts";

/** The commands of every part, and the old consoles' `h` over all of them, with those that are answered elsewhere. */
function withHelp(commands: readonly AdminCommand[], otherwise: Otherwise | undefined): readonly AdminCommand[] {
  const help: AdminCommand = {
    name: "help",
    aliases: ["h"],
    usage: "",
    help: "this list",
    run: async () => textAnswer(`${commandHelp(all)}${furtherHelp(all, await otherwise?.([help.name]))}`),
  };
  const all = [help, ...commands];
  return all;
}

/** Of what another node said, the words that are not known here. */
function furtherHelp(known: readonly AdminCommand[], said: AdminAnswer | undefined): string {
  if (said?.kind !== "text") return "";
  const names = new Set(known.map(({ name }) => name));
  const further = said.text.split("\n").filter((line) => !names.has(/^[^ (]*/.exec(line)?.[0] ?? ""));
  return further.length === 0 ? "" : `\n\nAnswered by a node of the other role:\n\n${further.join("\n")}`;
}

export interface AdminParts {
  readonly commands: readonly AdminCommand[];
  /** Who may know other words. */
  readonly otherwise?: Otherwise;
  readonly ops: OpsServer;
}

/** The pages of health and metrics. */
export async function startOps(
  { ports, plan, foundation }: ServerParts,
  started: AsyncDisposableStack,
): Promise<OpsServer> {
  return started.use(await startOpsServer({ ...foundation, logger: ports.logger }, opsSettings(plan)));
}

/** The admin socket, and the file that says where it and the pages are. */
export async function startAdmin(
  { ports, plan }: ServerParts,
  { commands, otherwise, ops }: AdminParts,
  started: AsyncDisposableStack,
): Promise<void> {
  const { dataDir, adminTcp } = plan;
  const adminName = adminNameOf(plan);
  const settings = {
    dataDir,
    temporaryDir: ports.temporaryDir,
    ...(adminName !== undefined && { adminName }),
    ...(adminTcp && { tcp: adminTcp }),
    ...(otherwise && { otherwise }),
  };
  const admin = started.use(await startAdminServer(ports, settings, withHelp(commands, otherwise)));
  started.defer(() => rm(adminFilePath(dataDir, adminName), { force: true }));
  const note = admin.note === undefined ? {} : { note: admin.note };
  const file = { pid: ports.pid, socket: admin.socketPath, ops: { host: plan.opsPort.host, port: ops.port }, ...note };
  await writeAdminFile(dataDir, file, adminName);
}

/** hbbs and hbbr may share a folder, so a relay alone has files of its own there. */
export const RELAY_ADMIN_NAME = "relay";

function adminNameOf({ rendezvous }: ServerPlan): string | undefined {
  return rendezvous === undefined ? RELAY_ADMIN_NAME : undefined;
}

function opsSettings({ opsPort }: ServerPlan): Parameters<typeof startOpsServer>[1] {
  return { host: opsPort.host, port: opsPort.port, ...(opsPort.asked && { portSetBy: `ops-port=${opsPort.port}` }) };
}
