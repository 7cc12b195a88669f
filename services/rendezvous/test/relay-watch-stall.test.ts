import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { describe, it } from "node:test";
import { setImmediate } from "node:timers/promises";
import { relayName, silentLogger } from "@fairlead/base";
import { MemoryRelayDirectory } from "@fairlead/cluster";
import { rendezvousDefaults } from "@fairlead/rendezvous";
import { liveClock, ManualClock, SeededRandom, waitUntil } from "@fairlead/testkit";
import { RelayWatch } from "../src/relays/relay-watch.ts";

const { relayProbeEveryMs: everyMs, relayProbeTimeoutMs: timeoutMs } = rendezvousDefaults.times;

/** Its timers may run late, as those of a process that stood still. */
class LateClock extends ManualClock {
  lateMs = 0;

  override now(): number {
    return super.now() + this.lateMs;
  }
}

/** Takes connections and says nothing; answers where, and how many came. */
async function silentRelay(stack: AsyncDisposableStack) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => void sockets.push(socket.on("error", () => undefined)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  stack.defer(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { name: relayName(`127.0.0.1:${(server.address() as AddressInfo).port}`), sockets };
}

describe("the relay watch of a process that stood still", () => {
  it("[RC-1] judges no relay by a probe that was waited for too long, and by the next one as ever", async () => {
    await using stack = new AsyncDisposableStack();
    const clock = new LateClock();
    const silent = [await silentRelay(stack), await silentRelay(stack)];
    const relays = new MemoryRelayDirectory(silent.map(({ name }) => name));
    const admissions = {
      ...{ admit: async () => undefined, find: () => undefined, consume: () => false },
      watch: () => new DisposableStack(),
    };
    const ports = { clock, random: new SeededRandom(1), logger: silentLogger, relays, admissions };
    stack.use(new RelayWatch(ports, { everyMs, timeoutMs, licenceKey: "" }));
    const serving = (): readonly boolean[] => relays.snapshot().map((relay) => relay.serving);
    /** Both legs of each relay's probe are there, and nothing more is said. */
    const probed = async (legs: number): Promise<void> => {
      for (let turn = 0; turn < 20; turn += 1) await setImmediate();
      await waitUntil(
        liveClock(),
        "it is probed",
        () => silent.every(({ sockets }) => sockets.length === legs),
        30_000,
      );
      for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    };
    clock.advance(everyMs / 3);
    await probed(2);
    clock.lateMs += 3_000;
    clock.advance(timeoutMs);
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    assert.deepEqual(serving(), [true, true]);
    clock.advance(everyMs);
    await probed(4);
    clock.advance(timeoutMs);
    await waitUntil(liveClock(), "both are judged", () => serving().every((is) => !is), 30_000);
  });
});
