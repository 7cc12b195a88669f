import assert from "node:assert/strict";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import { describe, it } from "node:test";
import { relayName, silentLogger } from "@fairlead/base";
import {
  type Admission,
  bareRelay,
  MemoryRelayAdverts,
  MemoryRelayDirectory,
  type RelayAdvert,
} from "@fairlead/cluster";
import { rendezvousDefaults } from "@fairlead/rendezvous";
import { ManualClock, SeededRandom, waitUntil } from "@fairlead/testkit";
import { decodeMessage, FrameDecoder } from "@fairlead/wire";
import { RelayWatch } from "../src/relays/relay-watch.ts";
import { LICENCE_KEY, TestServer } from "./test-server.ts";

const FAST = {
  times: { ...rendezvousDefaults.times, relayProbeEveryMs: 60, relayProbeTimeoutMs: 200 },
  probeKey: LICENCE_KEY,
};
/** A machine that stands still lets every probe fail: the next ones tell the truth. */
const PATIENCE_MS = 30_000;

/** A relay that pairs by uuid and pipes, as the old one does, until told otherwise. */
class FakeRelay implements AsyncDisposable {
  /** `stuck`: accepts and says nothing. */
  mode: "relays" | "stuck" = "relays";
  readonly keys: string[] = [];
  readonly #server: Server;
  readonly #waiting = new Map<string, Socket>();
  readonly #sockets = new Set<Socket>();

  constructor() {
    this.#server = createServer((socket) => this.#accept(socket));
  }

  async listen(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("error", () => socket.destroy());
    const decoder = new FrameDecoder(4096);
    const onData = (chunk: Buffer): void => {
      decoder.push(chunk);
      const frame = decoder.next();
      const message = frame && decodeMessage(frame);
      if (message?.kind !== "requestRelay" || this.mode === "stuck") return;
      socket.removeListener("data", onData);
      this.keys.push(message.body.licenceKey);
      const partner = this.#waiting.get(message.body.uuid);
      if (partner === undefined) {
        const rest = decoder.takeRest();
        if (rest.length > 0) socket.unshift(rest);
        this.#waiting.set(message.body.uuid, socket.pause());
      } else partner.pipe(socket).pipe(partner);
    };
    socket.on("data", onData);
  }
}

const MANY = Array.from({ length: 25 }, (_, index) => `127.0.0.1:${index + 1}`);

function watchOver(
  clock: ManualClock,
  admit: (admission: Admission) => Promise<void>,
  relays = new MemoryRelayDirectory(MANY.map(relayName)),
): RelayWatch {
  const admissions = { admit, find: () => undefined, consume: () => false, watch: () => new DisposableStack() };
  const { relayProbeEveryMs: everyMs, relayProbeTimeoutMs: timeoutMs } = rendezvousDefaults.times;
  const ports = { clock, random: new SeededRandom(1), logger: silentLogger, relays, admissions };
  return new RelayWatch(ports, { everyMs, timeoutMs, licenceKey: "" });
}

const servingOf = (server: TestServer): string[] =>
  server.directory.snapshot().flatMap(({ name, serving }) => (serving ? [name] : []));

describe("the relay watch", () => {
  it("[RC-1] is done with a relay that fails within 5 s, by default", () => {
    const { relayProbeEveryMs, relayProbeTimeoutMs } = rendezvousDefaults.times;
    assert.ok(relayProbeEveryMs + relayProbeTimeoutMs < 5_000);
  });

  it("[RC-1] incident 19: takes out a relay that accepts connections and carries nothing, and takes it back", async () => {
    await using good = new FakeRelay();
    await using bad = new FakeRelay();
    const [goodName, badName] = [await good.listen(), await bad.listen()];
    bad.mode = "stuck";
    await using server = await TestServer.start({ relays: [badName, goodName, "127.0.0.1:1"], settings: FAST });
    await waitUntil(server.live, "only the good one serves", () => servingOf(server).join() === goodName, PATIENCE_MS);
    assert.ok(server.log.some(({ event, fields }) => event === "relay.unreachable" && fields["relay"] === badName));
    bad.mode = "relays";
    await waitUntil(server.live, "both serve", () => servingOf(server).length === 2, PATIENCE_MS);
    assert.ok(good.keys.every((key) => key === LICENCE_KEY));
  });

  it("[RC-1] [RL-3]: tells our own relay of every probe first, by a fresh uuid", async () => {
    await using one = new FakeRelay();
    await using two = new FakeRelay();
    await using server = await TestServer.start({ relays: [await one.listen(), await two.listen()], settings: FAST });
    await waitUntil(server.live, "some probes", () => server.admitted.length >= 4, PATIENCE_MS);
    assert.ok(server.admitted.every(({ purpose }) => purpose === "probe"));
    assert.equal(new Set(server.admitted.map(({ uuid }) => uuid)).size, server.admitted.length);
  });

  it("[RC-1] begins 10 probes a second at most, and comes to every relay", () => {
    const [clock, asked] = [new ManualClock(), [] as string[]];
    using _watch = watchOver(clock, (admission) => {
      asked.push(admission.relay ?? "");
      return new Promise(() => undefined);
    });
    for (let second = 1; second <= 3; second += 1) {
      clock.advance(1000);
      assert.equal(asked.length, Math.min(10 * second, MANY.length));
    }
    assert.deepEqual(asked, MANY);
    clock.advance(10_000);
    assert.equal(asked.length, MANY.length, "none twice while it is under way");
  });

  it("[RC-1] [CL-30] says nothing of a relay that it could not tell of the probe", async () => {
    const clock = new ManualClock();
    const directory = new MemoryRelayDirectory(MANY.map(relayName));
    const failing = async (): Promise<void> => Promise.reject(new Error("the store is away"));
    using _watch = watchOver(clock, failing, directory);
    await clock.advanceSlowly(20_000, 1000);
    assert.ok(directory.snapshot().every(({ serving }) => serving));
  });

  it("[KU-20] leaves a relay alone whose address was published without a proof, and takes it back if it failed before", async () => {
    const [clock, asked] = [new ManualClock(), [] as string[]];
    const adverts = new MemoryRelayAdverts(clock);
    const directory = new MemoryRelayDirectory([], adverts);
    const [one, two] = ["relay-1:21117", "relay-2:21117"].map(relayName) as [RelayAdvert["name"], RelayAdvert["name"]];
    for (const name of [one, two]) await adverts.advertise({ ...bareRelay(name), node: undefined, unproven: true });
    directory.judge(one, false);
    using _watch = watchOver(clock, async ({ relay }) => void asked.push(relay ?? ""), directory);
    clock.advance(2_000);
    assert.ok(directory.snapshot().every(({ serving }) => serving));
    assert.deepEqual(asked, []);
    await adverts.advertise({ ...bareRelay(two), node: undefined });
    clock.advance(2_000);
    assert.deepEqual(asked, [two]);
  });

  it("[RC-1]: leaves a single relay alone", async () => {
    await using server = await TestServer.start({ relays: ["127.0.0.1:1"], settings: FAST });
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.deepEqual(servingOf(server), ["127.0.0.1:1"]);
    assert.deepEqual(server.admitted, []);
  });
});
