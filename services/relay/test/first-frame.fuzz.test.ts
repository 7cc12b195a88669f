import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SeededRandom } from "@fairlead/testkit";
import { encodeFrame } from "@fairlead/wire";
import { firstMessage, KEY, RelayUnderTest } from "./support/relay-under-test.ts";

/** Frames that are nearly right, and bytes that are nothing: none brings the relay down, none gets a byte, and good legs pair afterwards. */
export async function fuzzFirstFrames(
  seed: number,
  iterations = Number(process.env["FUZZ_ITERATIONS"] || 500),
): Promise<void> {
  const random = new SeededRandom(seed);
  await using test = await RelayUnderTest.start({ acceptedKeys: [KEY] });
  for (let n = 0; n < iterations; n += 1) {
    const client = (await test.connectTcp()).listen();
    for (const piece of pieces(random, hostileFrame(random))) await client.write(piece);
    client.end();
    assert.equal((await client.readToEnd()).length, 0, `seed ${seed}, iteration ${n}`);
  }
  assert.equal(test.relay.sessions().length, 0);
  await test.until(() => test.relay.waitingLegs === 0);
  await test.tcpPair();
}

function hostileFrame(random: SeededRandom): Buffer {
  const payload = Buffer.from(firstMessage({}));
  switch (random.uint32() % 4) {
    case 0:
      return Buffer.from(random.bytes(random.uint32() % 200));
    case 1:
      return flipped(random, encodeFrame(payload));
    case 2:
      return encodeFrame(flipped(random, payload));
    default:
      return encodeFrame(payload).subarray(0, random.uint32() % payload.length);
  }
}

function flipped(random: SeededRandom, bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let flips = 1 + (random.uint32() % 4); flips > 0; flips -= 1) {
    copy.writeUInt8(random.uint32() & 0xff, random.uint32() % copy.length);
  }
  return copy;
}

function pieces(random: SeededRandom, bytes: Buffer): Buffer[] {
  const at = bytes.length === 0 ? 0 : random.uint32() % bytes.length;
  return [bytes.subarray(0, at), bytes.subarray(at)].filter((piece) => piece.length > 0);
}

describe("[RL-1] hostile first frames", () => {
  const seed = Number(process.env["FUZZ_SEED"] || 20_261_121);
  it(`seed ${seed}: no byte, no leg, no crash`, () => fuzzFirstFrames(seed));
});
