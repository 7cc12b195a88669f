import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { peerId, sessionUuid } from "@fairlead/base";
import { ManualClock } from "@fairlead/testkit";
import { Ed25519KeyPair } from "@fairlead/wire";
import {
  Ed25519Signer,
  MemoryAdmissions,
  MemoryForwardingEngine,
  type MemoryLeg,
  MemoryPeerRegistry,
  MemoryRelayDirectory,
  memoryLegPair,
  StoreUnavailableError,
} from "../src/index.ts";
import {
  admissionsContract,
  type ForwardingHarness,
  forwardingEngineContract,
  type OpenLeg,
  peerRegistryContract,
  relayDirectoryContract,
  signerContract,
} from "../testing/index.ts";

const seed = Uint8Array.from({ length: 32 }, (_, index) => index);
const publicKey = Buffer.from("A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=", "base64");
const serverKey = (): Ed25519KeyPair => Ed25519KeyPair.fromSecret(Buffer.concat([seed, publicKey]));

peerRegistryContract("memory", () => new MemoryPeerRegistry());
relayDirectoryContract("memory", () => new MemoryRelayDirectory());
signerContract("ed25519", () => new Ed25519Signer(serverKey()));
admissionsContract("memory", () => {
  const clock = new ManualClock();
  return { admissions: new MemoryAdmissions(clock), pass: async (ms) => clock.advance(ms) };
});
forwardingEngineContract("memory", async () => new MemoryHarness());

class MemoryHarness implements ForwardingHarness<MemoryLeg> {
  readonly engine = new MemoryForwardingEngine();
  readonly clock = new ManualClock();
  readonly #legs: MemoryLeg[] = [];

  async openLeg(early: Uint8Array = new Uint8Array(0)): Promise<OpenLeg<MemoryLeg>> {
    const [leg, far] = memoryLegPair();
    this.#legs.push(leg);
    await far.write(early);
    return { leg, far };
  }

  pass(ms: number): Promise<void> {
    return this.clock.advanceSlowly(ms);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const leg of this.#legs) leg.close();
  }
}

describe("memory adapters", () => {
  it("hold no more peers than they may, and say so as an unavailable store", async () => {
    const registry = new MemoryPeerRegistry({ maxPeers: 1 });
    const identity = { uuid: seed, pk: seed, registeredIp: "198.51.100.9" };
    await registry.claim({ id: peerId("123456789"), ...identity });
    await assert.rejects(registry.claim({ id: peerId("987654321"), ...identity }), StoreUnavailableError);
    assert.deepEqual(await registry.claim({ id: peerId("123456789"), ...identity }), { kind: "unchanged" });
  });

  it("hold no more admissions than they may: the oldest makes room", async () => {
    const admissions = new MemoryAdmissions(new ManualClock(), { lifetimeMs: 60_000, maxAdmissions: 2 });
    for (const uuid of ["one", "two", "three"].map(sessionUuid))
      await admissions.admit({ uuid, peerId: "", fromIp: "", purpose: "session" });
    assert.equal(admissions.find(sessionUuid("one")), undefined);
    assert.equal(admissions.find(sessionUuid("three"))?.uuid, "three");
  });

  it("[KEY-6] C13 sign the IdPk of the conformance page", () => {
    const pk = Buffer.from("2152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12", "hex");
    const signed = Buffer.from(new Ed25519Signer(serverKey()).signIdPk("123456789", pk)).toString("hex");
    assert.equal(
      signed,
      "bf570b4f730765fa4d45a224c92cf42a01913edb97818fee10cbf6616b69569ad94a00b29845eebae724778be4b3743fc413ebad3d4d28dc7317c80e3a0198090a0931323334353637383912202152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12",
    );
  });
});
