import { rm } from "node:fs/promises";
import {
  type AdminCommand,
  adminFilePath,
  commandHelp,
  type OpsServer,
  startAdminServer,
  startOpsServer,
  textAnswer,
  writeAdminFile,
} from "@fairlead/runtime";
import type { ServerParts } from "./server-parts.ts";
import type { ServerPlan } from "./server-plan.ts";

/** The commands of every part, and the old consoles' `h` over all of them. */
function withHelp(commands: readonly AdminCommand[]): readonly AdminCommand[] {
  const help: AdminCommand = {
    name: "help",
    aliases: ["h"],
    usage: "",
    help: "this list",
    run: () => textAnswer(commandHelp(all)),
  };
  const all = [help, ...commands];
  return all;
}

/** The admin socket, the pages of health and metrics, and the file that says where both are. */
export async function openAdmin(
  { ports, plan, foundation }: ServerParts,
  commands: readonly AdminCommand[],
  started: AsyncDisposableStack,
): Promise<OpsServer> {
  const { dataDir, adminTcp } = plan;
  const adminName = adminNameOf(plan);
  const settings = {
    dataDir,
    temporaryDir: ports.temporaryDir,
    ...(adminName !== undefined && { adminName }),
    ...(adminTcp && { tcp: adminTcp }),
  };
  const admin = started.use(await startAdminServer(ports, settings, withHelp(commands)));
  const ops = started.use(await startOpsServer({ ...foundation, logger: ports.logger }, opsSettings(plan)));
  started.defer(() => rm(adminFilePath(dataDir, adminName), { force: true }));
  const note = admin.note === undefined ? {} : { note: admin.note };
  const file = { pid: ports.pid, socket: admin.socketPath, ops: { host: plan.opsPort.host, port: ops.port }, ...note };
  await writeAdminFile(dataDir, file, adminName);
  return ops;
}

/** hbbs and hbbr may share a folder, so a relay alone has files of its own there. */
export const RELAY_ADMIN_NAME = "relay";

function adminNameOf({ rendezvous }: ServerPlan): string | undefined {
  return rendezvous === undefined ? RELAY_ADMIN_NAME : undefined;
}

function opsSettings({ opsPort }: ServerPlan): Parameters<typeof startOpsServer>[1] {
  return { host: opsPort.host, port: opsPort.port, ...(opsPort.asked && { portSetBy: `ops-port=${opsPort.port}` }) };
}
