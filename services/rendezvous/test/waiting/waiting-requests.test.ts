import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { bytesLeftPerAttempt, ManualClock, SeededRandom } from "@fairlead/testkit";
import { type SocketAddress, unpackTag } from "@fairlead/wire";
import type { NewRequest, Requester } from "../../src/waiting/waiting-entry.ts";
import { WaitingRequests } from "../../src/waiting/waiting-requests.ts";

const SETTINGS = { maxEntries: 100, maxPerRequester: 8, maxPerAddress: 50, lifetimeMs: 40_000 };

function requester(ip = "203.0.113.7", port = 1000): Requester {
  const controlling: SocketAddress = { ip, port };
  return { controlling, answer: () => true };
}

function request(fields: Partial<NewRequest> = {}): NewRequest {
  const relay = { chosen: "", forControlling: "", forTarget: "" };
  return {
    kind: "punch",
    targetId: "target1",
    targetIp: "198.51.100.9",
    targetIdentity: { pk: new Uint8Array(32) },
    losesTag: false,
    relay,
    uuid: "",
    raw: Buffer.from("x"),
    ...fields,
  };
}

function table(settings = SETTINGS): { waiting: WaitingRequests; clock: ManualClock } {
  const clock = new ManualClock();
  return { clock, waiting: new WaitingRequests(clock, new SeededRandom(1), settings) };
}

describe("WaitingRequests", () => {
  it("[AD-3] [PS-3]: a tag leads to its request, and to none when the request is over", () => {
    const { waiting } = table();
    const entry = waiting.open(requester(), request());
    assert.ok(entry);
    assert.equal(unpackTag(entry.tag)?.slot, 0);
    assert.equal(waiting.find({ kind: "tag", tag: entry.tag }, "any"), entry);
    waiting.close(entry);
    assert.equal(waiting.find({ kind: "tag", tag: entry.tag }, "any"), undefined);
    assert.equal(waiting.find({ kind: "tag", tag: 0n }, "any"), undefined);
  });

  it("ends after 40 s, and not before", () => {
    const { waiting, clock } = table();
    waiting.open(requester(), request());
    clock.advance(39_999);
    assert.equal(waiting.size, 1);
    clock.advance(1_000);
    assert.equal(waiting.size, 0);
    assert.equal(waiting.isWaiting({ ip: "203.0.113.7", port: 1000 }), false);
  });

  it("[PS-4]: finds by A's address, B's id and B's address, the unanswered first", () => {
    const { waiting } = table();
    const a = requester();
    const first = waiting.open(a, request({ raw: Buffer.from("1") }));
    const other = waiting.open(a, request({ targetId: "target2", raw: Buffer.from("2") }));
    const key = { kind: "address", controlling: a.controlling } as const;
    assert.equal(waiting.find({ ...key, targetId: "target1" }, "198.51.100.9"), first);
    assert.equal(waiting.find({ ...key, targetId: "target2" }, "198.51.100.9"), other);
    assert.equal(waiting.find({ ...key, targetId: "target1" }, "198.51.100.10"), undefined);
    assert.ok(first);
    first.answered = true;
    const again = waiting.open(a, request({ raw: Buffer.from("3") }));
    assert.equal(waiting.find({ ...key, targetId: "target1" }, "198.51.100.9"), again);
    const newest = waiting.open(a, request({ raw: Buffer.from("4") }));
    assert.equal(waiting.find({ ...key, targetId: "target1" }, "198.51.100.9"), newest);
    assert.ok(newest);
    newest.answered = true;
    assert.equal(waiting.find({ ...key, targetId: "target1" }, "198.51.100.9"), again);
  });

  it("[AD-3] [PS-3]: nobody guesses the next tag from the last: 14 bits of it and 32 beside it are chance", () => {
    const { waiting } = table();
    const opened = Array.from({ length: 40 }, (_, index) => waiting.open(requester("203.0.113.7", index), request()));
    assert.equal(new Set(opened.map((one) => one?.tm)).size, 40);
    const nonces = opened.map((one) => unpackTag(one?.tag ?? 0n)?.nonce ?? 0);
    assert.ok(new Set(nonces).size > 35, "14 bits rarely meet");
    assert.ok(nonces.some((nonce) => nonce >= 0x2000) && nonces.every((nonce) => nonce < 0x4000));
  });

  it("[PS-4]: an answer without an id fits a relay request only", () => {
    const { waiting } = table();
    const a = requester("2001:db8::7");
    waiting.open(a, request({ raw: Buffer.from("1") }));
    const relay = waiting.open(a, request({ kind: "relay", uuid: "u", raw: Buffer.from("2") }));
    const key = { kind: "address", controlling: a.controlling, targetId: "" } as const;
    assert.equal(waiting.find(key, "198.51.100.9"), relay);
  });

  it("[SE-1]: knows a retransmission by its bytes, on its own connection, while it is not answered", () => {
    const { waiting } = table();
    const a = requester();
    const entry = waiting.open(a, request());
    assert.equal(waiting.repeated(a, Buffer.from("x")), entry);
    assert.equal(waiting.repeated(a, Buffer.from("y")), undefined);
    assert.equal(waiting.repeated(requester(), Buffer.from("x")), undefined);
    assert.ok(entry);
    entry.answered = true;
    assert.equal(waiting.repeated(a, Buffer.from("x")), undefined);
  });

  it("is bounded per connection, per address and in all, and leaves nothing behind", () => {
    const { waiting } = table({ ...SETTINGS, maxEntries: 60 });
    const crowd = Array.from({ length: 20 }, (_, index) => requester("203.0.113.7", 1000 + index));
    let opened = 0;
    for (let round = 0; round < 100; round += 1)
      for (const one of crowd) if (waiting.open(one, request()) !== undefined) opened += 1;
    assert.equal(opened, 50, "50 from one address");
    const others = Array.from({ length: 30 }, (_, index) => requester(`203.0.113.${10 + index}`));
    for (const one of others) if (waiting.open(one, request()) !== undefined) opened += 1;
    assert.equal(opened, 60, "60 in all");
    for (const one of [...crowd, ...others]) waiting.leave(one);
    assert.equal(waiting.size, 0);
    const alone = requester("192.0.2.1");
    for (let round = 0; round < 20; round += 1) waiting.open(alone, request());
    assert.equal(waiting.size, 8);
  });

  it("[SE-1]: lets answered requests make room for new ones of their connection", () => {
    const { waiting } = table();
    const a = requester();
    for (let round = 0; round < 100; round += 1) {
      const entry = waiting.open(a, request());
      assert.ok(entry, `request ${round}`);
      entry.answered = true;
    }
    assert.ok(waiting.size <= 8);
  });

  it("never gives one number to two requests", () => {
    const { waiting } = table({ ...SETTINGS, maxEntries: 40 });
    const random = new SeededRandom(99);
    const held: Requester[] = [];
    for (let round = 0; round < 2_000; round += 1) {
      const one = requester(`198.51.100.${random.below(200)}`, random.below(60_000));
      if (random.chance(0.5) && held.length > 0) waiting.leave(held.splice(random.below(held.length), 1)[0] ?? one);
      else if (waiting.open(one, request()) !== undefined) held.push(one);
      assert.equal(waiting.size, held.length, `seed ${random.seed}`);
    }
  });

  it("of 5 times the bounds the bounds are held, and no attempt leaves anything behind", async () => {
    const { waiting } = table();
    let attempt = 0;
    const left = await bytesLeftPerAttempt(20_000, () => {
      for (let n = 0; n < 20_000; n += 1) {
        attempt += 1;
        waiting.open(requester(`198.51.100.${attempt & 255}`, attempt & 0xffff), request({ targetId: `t${attempt}` }));
      }
    });
    assert.equal(waiting.size, SETTINGS.maxEntries);
    assert.ok(left < 32, `${left} bytes for each attempt: an entry takes more than 100`);
  });
});
