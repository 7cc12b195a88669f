import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Random } from "@fairlead/base";
import { SeededRandom } from "@fairlead/testkit";
import type { SocketAddress } from "@fairlead/wire";
import { synthesizeAddress } from "../../src/session/synthetic-port.ts";

const IP = "198.51.100.20";

/** Gives these numbers, in turn. */
function scripted(...numbers: number[]): Random {
  const chance = new SeededRandom(1);
  return { uint32: () => numbers.shift() ?? 0, bytes: (length) => chance.bytes(length), uuid: () => chance.uuid() };
}

describe("a port that no proxy told", () => {
  it("[PH-6] incident 28: is none that another request of this address waits by", () => {
    const waiting = { isWaiting: ({ ip, port }: SocketAddress) => ip === IP && port === 1024 + 5 };
    assert.deepEqual(synthesizeAddress(IP, scripted(5, 5, 6), waiting), { ip: IP, port: 1024 + 6 });
    assert.deepEqual(synthesizeAddress("198.51.100.21", scripted(5, 6), waiting).port, 1024 + 5);
  });

  it("[PH-6]: is a port that a client may have, whatever chance says", () => {
    const free = { isWaiting: () => false };
    for (const number of [0, 1, 64_511, 64_512, 0xffffffff]) {
      const { port } = synthesizeAddress(IP, scripted(number), free);
      assert.ok(port >= 1024 && port <= 65_535, String(port));
    }
  });

  it("[PH-6]: is found in the end also when every port is taken", () => {
    assert.ok(synthesizeAddress(IP, scripted(), { isWaiting: () => true }).port >= 1024);
  });
});
