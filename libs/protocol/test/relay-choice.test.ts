import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SeededRandom } from "@fairlead/testkit";
import { decodeMessage, encodeMessage } from "@fairlead/wire";
import {
  judgeRelayLeg,
  LicenceKeys,
  type RelayCandidate,
  RelayChoice,
  type RelayPair,
  relayForControlling,
} from "../src/index.ts";
import { bareRelay } from "./support/relays.ts";

const relays = ["r1", "r2", "r3"].map((name) => bareRelay(name));
const pair = (index: number): RelayPair => ({ controllingIp: `203.0.113.${index}`, targetId: "123456789" });

/** The choice among relays of which nothing but the names is known. */
class PlainChoice {
  readonly #choice: RelayChoice;

  constructor(settings?: ConstructorParameters<typeof RelayChoice>[1]) {
    this.#choice = new RelayChoice(new SeededRandom(1), settings);
  }

  pickRelay(among: readonly RelayCandidate[], pair: RelayPair, nowMs: number): string {
    return this.#choice.pickRelay({ relays: among, nowMs }, pair);
  }
}

describe("choice of a relay", () => {
  it("[RC-1] goes round for different pairs", () => {
    const choice = new PlainChoice();
    const picked = Array.from({ length: 6 }, (_, index) => choice.pickRelay(relays, pair(index), 0));
    assert.deepEqual(picked, ["r1", "r2", "r3", "r1", "r2", "r3"]);
  });

  it("[RC-1] leaves out those that do not serve", () => {
    const choice = new PlainChoice();
    const some = relays.map((relay) => ({ ...relay, serving: relay.name !== "r2" }));
    const picked = new Set(Array.from({ length: 20 }, (_, index) => choice.pickRelay(some, pair(index), 0)));
    assert.deepEqual([...picked].sort(), ["r1", "r3"]);
  });

  it("[RC-1] gives the only one, and nothing where none serves", () => {
    const choice = new PlainChoice();
    assert.equal(choice.pickRelay(relays.slice(0, 1), pair(1), 0), "r1");
    assert.equal(choice.pickRelay(relays.slice(0, 1), pair(1), 0), "r1");
    assert.equal(
      choice.pickRelay(
        relays.map((relay) => ({ ...relay, serving: false })),
        pair(1),
        0,
      ),
      "",
    );
    assert.equal(choice.pickRelay([], pair(1), 0), "");
  });

  it("[KU-22] sends clients of WebSocket to relays that they find by their name, as long as there is one", () => {
    const sharded = ["rd.example.com:31000", "rd.example.com:31004"].map((name) => bareRelay(name));
    const found = bareRelay("wss://rd.example.com/ws/relay/relays-0");
    const pickedBy = (webSocket: boolean, among: readonly RelayCandidate[]): readonly string[] => {
      const choice = new PlainChoice();
      const asked = Array.from({ length: 12 }, (_, index) => ({ ...pair(index), webSocket }));
      return [...new Set(asked.map((request) => choice.pickRelay(among, request, 0)))];
    };
    assert.deepEqual(pickedBy(true, [...sharded, found]), [found.name]);
    assert.equal(pickedBy(false, [...sharded, found]).length, 3);
    assert.equal(pickedBy(true, sharded).length, 2, "where nobody is found, the domain's own web port may know");
  });

  it("[RC-2] gives a pair that comes back within 30 s each relay before it repeats the oldest", () => {
    const choice = new PlainChoice();
    const first = [0, 1, 2].map((second) => choice.pickRelay(relays, pair(1), second * 1000));
    assert.deepEqual([...first].sort(), ["r1", "r2", "r3"]);
    assert.equal(choice.pickRelay(relays, pair(1), 3000), first[0]);
    assert.equal(choice.pickRelay(relays, pair(1), 4000), first[1]);
  });

  it("[RC-2] never gives two relays' pair the same twice in a row, whoever asks in between", () => {
    const choice = new PlainChoice();
    let last = "";
    for (let i = 0; i < 200; i += 1) {
      const name = choice.pickRelay(relays.slice(0, 2), pair(1), i * 100);
      assert.notEqual(name, last);
      last = name;
      for (let other = 0; other < i % 4; other += 1) choice.pickRelay(relays.slice(0, 2), pair(2 + other), i * 100);
    }
  });

  it("[RC-2] forgets a pair after 30 s and is bounded in pairs", () => {
    const choice = new PlainChoice({ pairMemoryMs: 30_000, maxPairs: 2 });
    const given = choice.pickRelay(relays.slice(0, 2), pair(1), 0);
    choice.pickRelay(relays.slice(0, 2), pair(2), 0);
    assert.equal(choice.pickRelay(relays.slice(0, 2), pair(1), 30_000), given, "its turn again, not remembered");
    const remembered = new PlainChoice();
    const first = remembered.pickRelay(relays.slice(0, 2), pair(1), 0);
    remembered.pickRelay(relays.slice(0, 2), pair(2), 0);
    assert.notEqual(remembered.pickRelay(relays.slice(0, 2), pair(1), 29_999), first);
  });
});

describe("the relay that A is told", () => {
  const r = "relay:21117";
  for (const [what, written, chosen, forControlling, forTarget, expected] of [
    ["B repeats what it was told", r, r, r, r, r],
    ["B has its own", "own:21117", r, r, r, "own:21117"],
    ["B has its own and A is in the LAN", "own:21117", r, "lan", r, "own:21117"],
    ["A is in the LAN", r, r, "lan", r, "lan"],
    ["B is in the LAN", "lan", r, r, "lan", r],
    ["both are in the LAN", "lan", r, "lan", "lan", "lan"],
    ["none was chosen, B writes our host, A is in the LAN", "host:21117", "", "lan", "", "lan"],
    ["none was chosen and B writes our host", "host:21117", "", "", "", "host:21117"],
    ["B writes nothing", "", r, r, r, r],
    ["there is none", "", "", "", "", ""],
  ] as const)
    it(`[RR-4] [RC-3] ${what}: ${JSON.stringify(expected)}`, () =>
      assert.equal(relayForControlling(written, { chosen, forControlling, forTarget }), expected));
});

describe("first message of a relay leg", () => {
  const key = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
  const keys = new LicenceKeys([key]);
  const leg1 =
    "920154122431313131313131312d323232322d343333332d383434342d3535353535353535353535352c41364548762f504f454c3464634e3059353076416d57666b316a436270513166486479475a424a564d62673d";
  const leg2 =
    "92015f0a09313233343536373839122431313131313131312d323232322d343333332d383434342d353535353535353535353535322c41364548762f504f454c3464634e3059353076416d57666b316a436270513166486479475a424a564d62673d";
  const uuid = "11111111-2222-4333-8444-555555555555";

  it("[RL-1] C22 is accepted with the uuid that both legs carry", () =>
    assert.deepEqual(judgeRelayLeg(decodeMessage(Buffer.from(leg2, "hex")), keys), {
      kind: "accept",
      uuid,
      peerId: "123456789",
    }));

  it("[RL-1] C22 the wrong key, no uuid, another message, no message: closed without a byte", () => {
    const leg = (fields: object): ReturnType<typeof judgeRelayLeg> => {
      const read = decodeMessage(Buffer.from(leg2, "hex"));
      assert.ok(read?.kind === "requestRelay");
      const bytes = encodeMessage({ kind: "requestRelay", body: { ...read.body, ...fields } });
      return judgeRelayLeg(decodeMessage(bytes), keys);
    };
    assert.equal(leg({}).kind, "accept");
    assert.deepEqual(leg({ licenceKey: "wrong" }), { kind: "refuse", reason: "wrong_key" });
    assert.deepEqual(leg({ uuid: "" }), { kind: "refuse", reason: "bad_message" });
    assert.deepEqual(leg({ uuid: "x".repeat(129) }), { kind: "refuse", reason: "bad_message" });
    const other = decodeMessage(Buffer.from("a20100", "hex"));
    assert.deepEqual(judgeRelayLeg(other, keys), { kind: "refuse", reason: "unexpected_message" });
    assert.deepEqual(judgeRelayLeg(undefined, keys), { kind: "refuse", reason: "bad_message" });
  });

  it("[RL-1] an empty key switches off the key check and nothing else", () => {
    const open = new LicenceKeys([""]);
    assert.equal(judgeRelayLeg(decodeMessage(Buffer.from(leg2, "hex")), open).kind, "accept");
    assert.ok(leg1.length > 0);
  });
});
