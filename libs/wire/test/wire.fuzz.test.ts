import assert from "node:assert/strict";
import { describe } from "node:test";
import { fuzz, mutate, type SeededRandom } from "@fairlead/testkit";
import {
  answerKeyExchange,
  decodeMessage,
  editFields,
  encodeFrame,
  encodeMessage,
  ephemeralKeysOf,
  FrameDecoder,
  type MessageKind,
  mangleAddress,
  type OutgoingMessage,
  openSigned,
  RegisterPeerView,
  readKeyExchangeReply,
  readRouting,
  SecureChannel,
  signAttached,
  unmangleAddress,
  WireError,
  wrapMessage,
} from "../src/index.ts";
import { messageBodies } from "../src/message-bodies.ts";
import { serverKeys, sha256 } from "./vectors.ts";

const samples = Object.entries(messageBodies).map(([kind, shape]) => {
  const body = Object.fromEntries(Object.entries(shape.defaults).map(([name, value]) => [name, sample(name, value)]));
  return wrapMessage(kind as MessageKind, shape.codec.encode(body).finish());
});
function sample(name: string, value: unknown): unknown {
  if (typeof value === "string") return `text of ${name}`;
  if (typeof value === "number") return name.length;
  if (typeof value === "boolean") return true;
  if (value instanceof Uint8Array) return sha256(name);
  return [];
}

const none = new Uint8Array(0);
const ephemeral = ephemeralKeysOf(sha256("server"));
const offer = signAttached(serverKeys, ephemeral.publicKey);

describe("wire, fuzzed", () => {
  fuzz("[FR-1] frames come out as they went in, however they were cut", 2_000, (random) => {
    const payloads = Array.from({ length: 1 + random.below(5) }, () =>
      Buffer.from(random.bytes(random.below(random.pick([2, 80, 20_000])))),
    );
    const stream = Buffer.concat(payloads.map((payload) => encodeFrame(payload)));
    const decoder = new FrameDecoder(20_000);
    const read: Buffer[] = [];
    for (let at = 0; at < stream.length; ) {
      const end = Math.min(stream.length, at + 1 + random.below(random.pick([3, 500, 30_000])));
      decoder.push(stream.subarray(at, end));
      at = end;
      for (let payload = decoder.next(); payload !== undefined; payload = decoder.next()) read.push(payload);
    }
    assert.deepEqual(read, payloads);
  });

  fuzz("[FR-3] any bytes are frames, or over the cap, and nothing else", 5_000, (random) => {
    const decoder = new FrameDecoder(4096);
    decoder.push(random.bytes(random.below(200)));
    try {
      while (decoder.next() !== undefined);
    } catch (error) {
      assert.ok(error instanceof WireError && error.code === "WIRE_FRAME_TOO_LONG");
    }
  });

  fuzz("[PB-1] mutated messages never throw, and what is read can be written and read again", 20_000, (random) => {
    const bytes = mutate(random, random.pick(samples));
    const read = decodeMessage(bytes);
    if (read === undefined) return;
    const { kind, body } = read;
    assert.deepEqual(decodeMessage(encodeMessage({ kind, body } as OutgoingMessage))?.body, body);
  });

  fuzz("[PB-2] editing nothing changes nothing", 10_000, (random) => {
    const read = decodeMessage(mutate(random, random.pick(samples)));
    if (read === undefined) return;
    assert.deepEqual(editFields(read.raw, []), Buffer.from(read.raw));
  });

  fuzz("[AD-2] [AD-3] addresses, nonces and tags come back; garbage is some address", 10_000, (random) => {
    const address = { ip: random.bytes(4).join("."), port: random.below(65_536) };
    const [tm, tag] = [random.uint32(), BigInt(random.uint32()) * 16384n + BigInt(random.below(16384))];
    assert.deepEqual(readRouting(mangleAddress(address, tm, tag)), { address, tm, tag });
    const nonsense = unmangleAddress(random.bytes(random.below(40)));
    assert.ok(nonsense.port >= 0 && nonsense.port <= 65_535);
  });

  fuzz("[RP-2] the heartbeat's reader agrees with the general one", 50_000, (random) => {
    const view = new RegisterPeerView();
    const id = "a1-_ B"[random.below(6)]?.repeat(random.below(110)) ?? "";
    const datagram = mutate(
      random,
      encodeMessage({ kind: "registerPeer", body: { id, serial: random.below(random.pick([4, 2 ** 28])) } }),
    );
    if (!view.read(datagram)) return;
    const read = decodeMessage(datagram);
    assert.ok(read?.kind === "registerPeer", datagram.toString("hex"));
    assert.equal(datagram.toString("latin1", view.idStart, view.idEnd), read.body.id);
    assert.equal(view.serial, read.body.serial);
  });

  fuzz("[KX-3] a key exchange of any bytes is refused without a throw", 300, (random) => {
    const keys = Array.from({ length: random.below(4) }, () => random.bytes(random.pick([0, 31, 32, 48, 48, 64])));
    assert.equal(readKeyExchangeReply(keys, ephemeral), undefined);
  });

  fuzz("[KX-3] a damaged answer of a client gives no session key, an intact one the right key", 300, (random) => {
    const reply = answerKeyExchange([offer], serverKeys.publicKey, random);
    const [clientKey = none, sealed = none] = reply.reply.keys;
    const damaged = [damage(random, clientKey), damage(random, sealed)];
    assert.equal(readKeyExchangeReply([clientKey, damaged[1] ?? none], ephemeral), undefined);
    assert.equal(readKeyExchangeReply([damaged[0] ?? none, sealed], ephemeral), undefined);
    assert.deepEqual(readKeyExchangeReply([clientKey, sealed], ephemeral), new Uint8Array(reply.sessionKey));
  });

  fuzz("[KX-2] a damaged offer of a server is refused by code", 300, (random) => {
    assert.throws(
      () => answerKeyExchange([damage(random, offer)], serverKeys.publicKey, random),
      (error) => error instanceof WireError && error.code === "WIRE_BAD_SIGNATURE",
    );
    assert.equal(openSigned(random.bytes(32), random.bytes(random.below(200))), undefined);
  });

  fuzz("[KX-4] records of any length come out as they went in; a damaged one does not open", 300, (random) => {
    const [one, other] = [new SecureChannel(ephemeral.secretKey), new SecureChannel(ephemeral.secretKey)];
    for (let round = 0; round < 4; round += 1) {
      const payload = Buffer.from(random.bytes(random.below(random.pick([3, 2000]))));
      assert.deepEqual(other.open(one.seal(payload)), payload);
    }
    assert.equal(other.open(damage(random, one.seal(random.bytes(2 + random.below(100))))), undefined);
  });
});

/** One bit turned. Not the highest bit of an X25519 key: RFC 7748 §5 ignores it. */
function damage(random: SeededRandom, bytes: Uint8Array): Buffer {
  const damaged = Buffer.from(bytes);
  const at = random.below(damaged.length);
  damaged[at] = (damaged[at] ?? 0) ^ (1 << random.below(7));
  return damaged;
}
