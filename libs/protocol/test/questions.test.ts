import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeMessage, encodeMessage } from "@fairlead/wire";
import {
  answerTestNat,
  configUpdateFor,
  decideOnline,
  MAX_ONLINE_IDS,
  onlineStates,
  probeBudgetDefaults,
  SourceBudget,
} from "../src/index.ts";

const list = { serial: 7, servers: ["rs1.example.com", "rs2.example.com:21116"] };
const none = { serial: 0, servers: [] };
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

describe("online query", () => {
  const C17 =
    "ba01790a093132333435363738391209313030303030303031120931303030303030303212093130303030303030331209313030303030303034120931303030303030303512093130303030303030361209313030303030303037120931303030303030303812093130303030303030391209313030303030303130";

  it("[OQ-1] C17 the first, fourth and ninth of ten are 90 80", () => {
    const message = decodeMessage(Buffer.from(C17, "hex"));
    assert.ok(message?.kind === "onlineRequest");
    const online = new Set(["100000001", "100000004", "100000009"]);
    const states = onlineStates(message.body.peers, (id) => online.has(id));
    assert.equal(hex(encodeMessage({ kind: "onlineResponse", body: { states } })), "c201040a029080");
  });

  for (const [count, bytes] of [
    [0, 0],
    [1, 1],
    [8, 1],
    [9, 2],
    [1000, 125],
  ] as const)
    it(`[OQ-1] C17 ${count} ids get ${bytes} bytes`, () => {
      const ids = Array.from({ length: count }, (_, index) => `${index}`);
      assert.equal(onlineStates(ids, () => true).length, bytes);
    });

  it("[OQ-1] C17 no ids: an answer all the same", () => {
    const body = { states: onlineStates([], () => true) };
    assert.equal(hex(encodeMessage({ kind: "onlineResponse", body })), "c20100");
  });

  it("[OQ-2] C17 takes as many ids as the cap and ends the connection at one more", () => {
    assert.ok(MAX_ONLINE_IDS >= 1000);
    const ids = Array.from({ length: MAX_ONLINE_IDS }, (_, index) => `${index}`);
    const decision = decideOnline(ids, () => false);
    assert.equal(decision.kind === "answer" && decision.states.length, MAX_ONLINE_IDS / 8);
    assert.deepEqual(
      decideOnline([...ids, "more"], () => false),
      { kind: "end", reason: "too_many_ids" },
    );
    assert.equal(decideOnline(ids, () => false, 10).kind, "end");
  });
});

describe("NAT test", () => {
  const answer = (...args: Parameters<typeof answerTestNat>): string =>
    hex(encodeMessage({ kind: "testNatResponse", body: answerTestNat(...args) }));
  const withList =
    "aa013008b1a803122a0807120f7273312e6578616d706c652e636f6d12157273322e6578616d706c652e636f6d3a3231313136";

  for (const [what, place, serverList, serial, expected] of [
    ["the port it saw", "mainPort", none, 3, "aa010408b1a803"],
    ["the list where the server's serial is newer", "mainPort", list, 3, withList],
    ["no list to a client that has it", "mainPort", list, 7, "aa010408b1a803"],
    ["no list on the NAT-test port", "natTestPort", list, 3, "aa010408b1a803"],
    ["no list over UDP, where the asker is anybody", "udp", list, 0, "aa010408b1a803"],
  ] as const)
    it(`[NT-1] [NT-2] [NT-3] C8 tells ${what}`, () =>
      assert.equal(answer({ serial }, place, 54_321, serverList), expected));

  it("[NT-3] answers at least 20 probes a second for each address, then none", () => {
    const budget = new SourceBudget(probeBudgetDefaults);
    const burst = Array.from({ length: 100 }, () => budget.tryTake("203.0.113.7", 0)).filter(Boolean).length;
    assert.ok(burst >= 20 && burst < 100, `${burst} of 100 in a moment`);
    assert.equal(budget.tryTake("198.51.100.9", 0), true, "another address has its own");
    const later = Array.from({ length: 100 }, () => budget.tryTake("203.0.113.7", 1000)).filter(Boolean).length;
    assert.equal(later, 20);
  });

  it("[NT-3] gives a /64 one budget and holds a bounded number of them", () => {
    const budget = new SourceBudget({ perSecond: 1, burst: 1, maxSources: 4 });
    assert.equal(budget.tryTake("2001:db8::1", 0), true);
    assert.equal(budget.tryTake("2001:db8::2", 0), false);
    for (let i = 0; i < 100; i += 1) budget.tryTake(`10.0.0.${i}`, 0);
    assert.equal(budget.tryTake("2001:db8::2", 0), true, "forgotten for newer ones");
  });
});

describe("server list", () => {
  it("[CU-1] C9 follows a heartbeat with an older serial", () => {
    const body = configUpdateFor(3, list, true);
    assert.ok(body !== undefined);
    assert.equal(
      hex(encodeMessage({ kind: "configureUpdate", body })),
      "722a0807120f7273312e6578616d706c652e636f6d12157273322e6578616d706c652e636f6d3a3231313136",
    );
  });
  it("[CU-1] C9 does not follow one that has it", () => assert.equal(configUpdateFor(7, list, true), undefined));
  it("[CU-1] goes to no source that has not proven itself", () =>
    assert.equal(configUpdateFor(3, list, false), undefined));
  it("[CU-1] is nothing where there is no list", () => assert.equal(configUpdateFor(3, none, true), undefined));
});
