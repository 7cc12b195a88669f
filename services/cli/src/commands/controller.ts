import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { setFlagsFromString } from "node:v8";
import { createLogger, helpLines, loadWords, runUntilSignal, WordTable } from "@fairlead/runtime";
import type { Command } from "../command.ts";
import { CONTROLLER_WORDS, planController } from "../settings/controller-words.ts";
import { Notices } from "../settings/notices.ts";
import { planLogLevel } from "../settings/ops-words.ts";
import { WordReader } from "../settings/word-reader.ts";
import type { World } from "../world.ts";

/** What a shell says of a process that Ctrl-C ended. */
const INTERRUPTED = 130;
/** Writes that are under way are finished, and the lead is given back. */
const DRAIN_MS = 10_000;

export const controller: Command = {
  names: ["controller"],
  summary: "run relays on Kubernetes: watch, plan, apply",
  help: () =>
    [
      "fairlead controller --name X --redis URL [--namespace N] [--kubeconfig FILE] [FLAGS]",
      "",
      "Owns the relays of an install: their pods, Services and addresses, drains, certificates of the bus, tenants. Two run, one leads. Clients are served without it. The chart",
      "starts it with the rights that it needs.",
      "",
      ...helpLines(CONTROLLER_WORDS),
    ].join("\n"),
  async run(world) {
    const { words } = loadWords(new WordTable(CONTROLLER_WORDS), world);
    const reader = new WordReader(words, new Notices());
    const plan = planController(reader, {
      workingDir: world.workingDir,
      hostName: hostname(),
      readFile: (path) => readFileSync(path, "utf8"),
    });
    const format = world.err.isTerminal ? ("pretty" as const) : ("json" as const);
    const logger = createLogger({ clock: world.clock, stream: world.err }, { level: planLogLevel(reader), format });
    // It waits most of the time: what it keeps in memory is dearer than a collection now and then.
    setFlagsFromString("--optimize-for-size");
    // Loaded here alone: no other role has anything to do with Kubernetes.
    const { startController } = await import("@fairlead/controller");
    await using running = await startController({ ...world, logger }, plan);
    sayWhere(world, plan.identity, running);
    const end = await runUntilSignal({ ...world, logger }, { drainTimeoutMs: DRAIN_MS }, async () => running.drain());
    return end === "forced" ? world.exitNow(INTERRUPTED) : 0;
  },
};

function sayWhere(
  world: World,
  identity: string,
  { server, namespace, opsPort }: { readonly server: string; readonly namespace: string; readonly opsPort: number },
): void {
  world.out.write(`fairlead controller ${identity}: namespace ${namespace} of ${server}; health on port ${opsPort}\n`);
}
