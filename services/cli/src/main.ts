import { randomBytes, randomUUID } from "node:crypto";
import { constants } from "node:os";
import { setFlagsFromString } from "node:v8";
import { createSystemClock, createSystemRandom } from "@fairlead/runtime";
import { runCommand } from "./run-command.ts";
import { StopRequests, type StopSignal } from "./stop-requests.ts";
import type { World } from "./world.ts";

const SIGNALS: readonly StopSignal[] = ["SIGINT", "SIGTERM"];
/** What a command may leave open after it has answered; nothing should take that long. */
const LEFT_OVER_MS = 500;

function createWorld(): World {
  return {
    argv: process.argv.slice(2),
    environment: process.env,
    workingDir: process.cwd(),
    pid: process.pid,
    out: { isTerminal: process.stdout.isTTY === true, write: (text) => process.stdout.write(text) },
    err: { isTerminal: process.stderr.isTTY === true, write: (text) => process.stderr.write(text) },
    clock: createSystemClock({ now: () => performance.now(), wall: () => Date.now() }),
    random: createSystemRandom({ randomBytes, randomUUID }),
    signals: watchSignals(),
    exitNow: (code) => process.exit(code),
  };
}

/** Signals, and what the process that stands in for us under an older Node tells of its own (bin/fairlead.js); its end is a wish to stop, too. */
function watchSignals(): StopRequests {
  const requests = new StopRequests((signal) => process.exit(128 + constants.signals[signal]));
  for (const signal of SIGNALS) process.on(signal, () => requests.signalled(signal));
  process.on("message", (message) => {
    const signal = SIGNALS.find((name) => isSignalMessage(message) && message.signal === name);
    if (signal !== undefined) requests.told(signal);
  });
  process.once("disconnect", () => requests.told("SIGTERM"));
  process.channel?.unref();
  return requests;
}

function isSignalMessage(message: unknown): message is { readonly signal: unknown } {
  return typeof message === "object" && message !== null && "signal" in message;
}

// What a heartbeat allocates dies at once. V8 would let its young generation grow to 32 MiB for it, half of what 20 000 devices cost (docs/performance.md).
setFlagsFromString("--semi-space-growth-factor=1");
// A reader that went away (`fairlead … | head`) is no error of ours.
process.stdout.on("error", () => process.exit(0));
// Nor does a server end because nobody reads its log any more.
process.stderr.on("error", () => undefined);
process.exitCode = await runCommand(createWorld());
setTimeout(() => process.exit(), LEFT_OVER_MS).unref();
