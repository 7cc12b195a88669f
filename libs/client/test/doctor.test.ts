import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { describe, it } from "node:test";
import { type DoctorOptions, type DoctorResult, doctorIdentities, runDoctor } from "@fairlead/client";
import { findPort, LoopbackHosts, liveClock, liveRandom } from "@fairlead/testkit";
import { Ed25519KeyPair, publicKeyText } from "@fairlead/wire";
import { startPlainHbbs } from "./support/plain-hbbs.ts";

const hosts = new LoopbackHosts(process.pid);
const keyPair = Ed25519KeyPair.generate();

function visit(host: string, more: Partial<DoctorOptions> = {}): Promise<readonly DoctorResult[]> {
  return runDoctor({
    host,
    key: publicKeyText(keyPair.publicKey),
    ids: doctorIdentities("a machine"),
    clock: liveClock(),
    random: liveRandom(),
    relayBytes: 256 * 1024,
    answerTimeoutMs: 1000,
    ...more,
  });
}

/** Accepts, reads, and never answers. */
const blackHole = (): Server => createServer((socket) => socket.on("error", () => socket.destroy()).resume());

const outcomes = (results: readonly DoctorResult[]): Readonly<Record<string, string>> =>
  Object.fromEntries(results.map(({ check, outcome }) => [check, outcome]));

describe("the doctor", () => {
  it("finds plain hbbs healthy, and what it lacks is not called a failure", async () => {
    await using server = await startPlainHbbs(hosts.next(), keyPair);
    const results = await visit(server.rendezvous);
    const { "relay by WebSocket": relayByWs, ...rest } = outcomes(results);
    assert.deepEqual(rest, {
      "main port by TCP": "works",
      "registration by UDP": "works",
      "NAT test on both TCP ports": "works",
      "NAT probe by UDP": "not in hbbs",
      "key exchange": "not in hbbs",
      key: "works",
      "registration by WebSocket": "not in hbbs",
      "registration by TCP": "not in hbbs",
      "online query": "works",
      "online query by WebSocket": "not in hbbs",
      "direct session": "works",
      "signed-in user": "not in hbbs",
      "relay by TCP": "works",
      "WebSocket over TLS": "not in hbbs",
    });
    assert.equal(relayByWs, "fails", "this server's relay has no WebSocket port");
  });

  it("says which key a client would need", async () => {
    await using server = await startPlainHbbs(hosts.next(), keyPair);
    const results = await visit(server.rendezvous, { key: publicKeyText(Ed25519KeyPair.generate().publicKey) });
    const key = results.find(({ check }) => check === "key");
    assert.equal(key?.outcome, "fails");
    assert.match(key?.detail ?? "", /Key mismatch/);
    assert.match(key?.do ?? "", /public key/);
    const session = results.find(({ check }) => check === "direct session");
    assert.match(session?.detail ?? "", /Key mismatch/);
    assert.equal(session?.do, key?.do);
  });

  it("ends soon where nobody listens, and says what to open", async () => {
    const address = hosts.next();
    const port = await findPort(address);
    const results = await visit(`${address}:${port}`);
    assert.ok(results.length > 0);
    assert.ok(results[0]?.do.includes(`${port}/`), results[0]?.do);
    assert.ok(results.every(({ outcome, do: advice }) => outcome === "fails" && advice !== ""));
  });

  it("ends within its time at a black hole that accepts and never answers", async () => {
    const address = hosts.next();
    const port = await findPort(address);
    await using main = blackHole();
    await using webSocket = blackHole();
    await once(main.listen(port, address), "listening");
    await once(webSocket.listen(port + 2, address), "listening");
    const results = await visit(`${address}:${port}`, { answerTimeoutMs: 400, totalTimeoutMs: 5000 });
    const { "main port by TCP": mainPort, ...rest } = outcomes(results);
    assert.equal(mainPort, "works");
    assert.deepEqual(new Set(Object.values(rest)), new Set(["fails"]));
  });

  it("is the same two clients on the same machine, and others on another", () => {
    const ids = (machine: string): readonly string[] => doctorIdentities(machine).map(({ id }) => id);
    assert.deepEqual(ids("a"), ids("a"));
    assert.notDeepEqual(ids("a"), ids("b"));
    assert.notEqual(ids("a")[0], ids("a")[1]);
    assert.match(ids("a")[0] ?? "", /^\d{10}$/);
  });
});
