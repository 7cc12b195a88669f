import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { fuzz, mutate, type SeededRandom } from "@fairlead/testkit";
import { encodeFrame } from "@fairlead/wire";
import { firstMessage, KEY, RelayUnderTest } from "./support/relay-under-test.ts";

let test: RelayUnderTest;

describe("[RL-1] hostile first frames", () => {
  before(async () => {
    test = await RelayUnderTest.start({ acceptedKeys: [KEY] });
  });
  after(() => test[Symbol.asyncDispose]());

  fuzz("get no byte", 500, async (random) => {
    const client = (await test.connectTcp()).listen();
    const bytes = hostileFrame(random);
    const at = random.below(bytes.length + 1);
    for (const piece of [bytes.subarray(0, at), bytes.subarray(at)]) if (piece.length > 0) await client.write(piece);
    client.end();
    assert.equal((await client.readToEnd()).length, 0);
  });

  it("leave no leg, and good legs pair afterwards", async () => {
    assert.equal(test.relay.sessions().length, 0);
    await test.until(() => test.relay.waitingLegs === 0);
    await test.tcpPair();
  });
});

/** Frames that are nearly right, and bytes that are nothing. */
function hostileFrame(random: SeededRandom): Buffer {
  const payload = firstMessage({});
  switch (random.below(3)) {
    case 0:
      return Buffer.from(random.bytes(random.below(200)));
    case 1:
      return mutate(random, encodeFrame(payload));
    default:
      return encodeFrame(mutate(random, payload));
  }
}
