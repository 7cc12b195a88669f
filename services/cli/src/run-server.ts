import { readFileSync } from "node:fs";
import { hostname, networkInterfaces, tmpdir } from "node:os";
import type { Logger } from "@fairlead/base";
import { adviceFields, createLogger, loadWords, runUntilSignal, WordTable } from "@fairlead/runtime";
import { type OpenTracer, startServer } from "@fairlead/server";
import { readMountedSecrets } from "./mounted-secrets.ts";
import { ownAddresses } from "./own-addresses.ts";
import { release } from "./release.ts";
import { serverBanner } from "./server-banner.ts";
import type { Notice } from "./settings/notices.ts";
import { type PlannedServer, planServer } from "./settings/plan-server.ts";
import type { Role } from "./settings/role.ts";
import { wordsOf } from "./settings/word-table.ts";
import type { World } from "./world.ts";

/** What a shell says of a process that Ctrl-C ended. */
const INTERRUPTED = 130;

/** Loaded only where somebody asked for traces: it is large, and nobody else needs it. */
const openTracer: OpenTracer = async (ports, settings) => {
  const { startTelemetry } = await import("@fairlead/telemetry");
  return await startTelemetry(ports, settings);
};

/** Starts what the words ask for and serves until told to stop. Rejects when it cannot start. */
export async function runServer(role: Role, world: World): Promise<number> {
  const { plan, notices } = planFromWorld(role, world);
  const logFormat = world.err.isTerminal ? ("pretty" as const) : ("json" as const);
  const logger = createLogger({ clock: world.clock, stream: world.err }, { level: plan.logLevel, format: logFormat });
  tellNotices(logger, notices);
  const ports = { ...world, logger, logFormat, temporaryDir: tmpdir(), release: release(), openTracer };
  await using server = await startServer(ports, plan);
  world.out.write(serverBanner(role, plan, server, world.out.isTerminal));
  const settings = { drainTimeoutMs: server.drainTimeoutMs };
  const stopped = runUntilSignal({ ...world, logger }, settings, (over) => server.drain(over));
  const end = await Promise.race([stopped, server.failure]);
  return end === "forced" ? world.exitNow(INTERRUPTED) : 0;
}

function planFromWorld(role: Role, world: World): PlannedServer {
  const loaded = loadWords(new WordTable(wordsOf(role)), { ...world, configWord: "config", dataDirWord: "data-dir" });
  return planServer(role, loaded.words, {
    dataDir: loaded.dataDir,
    ownAddresses: ownAddresses(networkInterfaces()),
    hostName: hostname(),
    mounted: readMountedSecrets(),
    readFile: (path) => readFileSync(path, "utf8"),
  });
}

function tellNotices(logger: Logger, notices: readonly Notice[]): void {
  for (const { level, advice } of notices) {
    if (level === "warn") logger.warn("settings.warning", adviceFields(advice));
    else logger.info("settings.note", adviceFields(advice));
  }
}
