import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SeededRandom } from "@fairlead/testkit";
import {
  explainChoice,
  type RelayCandidate,
  RelayChoice,
  type RelayReasoning,
  type RelayRequest,
} from "../src/index.ts";
import { bareRelay, knownRelay } from "./support/relays.ts";

const pair = { controllingIp: "203.0.113.1", targetId: "123456789" };
const frankfurt = { region: "fra", latitude: 50.11, longitude: 8.68 };
const amsterdam = { region: "ams", latitude: 52.37, longitude: 4.9 };
const newYork = { region: "nyc", latitude: 40.71, longitude: -74.01 };
const singapore = { region: "sgp", latitude: 1.35, longitude: 103.82 };

/** Without memory, reservations or chance. */
function explain(relays: readonly RelayCandidate[], request: Partial<RelayRequest> = {}): RelayReasoning {
  const facts = { reserved: () => 0, given: [], turn: 0, draw: () => 0 };
  return explainChoice(relays, { ...pair, ...request }, facts);
}

const refusals = (reasoning: RelayReasoning): Record<string, string | undefined> =>
  Object.fromEntries(reasoning.relays.map(({ name, refusal }) => [name, refusal]));

describe("which relays may be chosen", () => {
  for (const [what, fields, refusal] of [
    ["one that failed its probe", { serving: false }, "not serving"],
    ["one that drains", { state: "draining" }, "draining"],
    ["one that is 20 % over its sessions", { sessions: 1200 }, "full"],
    ["one of another pool", { pools: ["eu", "test"] }, "other pool"],
    ["one in no pool, for a tenant that has some", { pools: [] }, "other pool"],
  ] as const)
    it(`[CL-32] not ${what}: ${refusal}`, () => {
      const other = knownRelay("other", { pools: ["gold"] });
      const odd = knownRelay("odd", { pools: ["gold"], ...fields });
      const reasoning = explain([odd, other], { pools: ["gold", "silver"] });
      assert.deepEqual(refusals(reasoning), { odd: refusal, other: undefined });
      assert.deepEqual([reasoning.result, reasoning.rule], ["other", "only"]);
      assert.equal(explain([odd], { pools: ["gold"] }).result, "", "not even alone");
    });

  it("[CL-32] any pool for a device of nobody, and for a tenant without pools", () => {
    const relay = knownRelay("r", { pools: ["gold"] });
    assert.equal(explain([relay]).result, "r");
    assert.equal(explain([relay], { pools: [] }).result, "r");
  });

  it("[CL-32] [KU-22] not one that a client of WebSocket does not find, while another is found", () => {
    const relays = [knownRelay("rd.example.com:31000"), knownRelay("wss://rd.example.com/ws/relay/r")];
    assert.deepEqual(refusals(explain(relays, { webSocket: true })), {
      "rd.example.com:31000": "no WebSocket",
      "wss://rd.example.com/ws/relay/r": undefined,
    });
    assert.equal(explain(relays).rule, "less loaded of two");
    assert.equal(explain(relays.slice(0, 1), { webSocket: true }).rule, "only");
  });

  it("[CL-32] not one whose stream is down, while another's is up", () => {
    const relays = [knownRelay("killed"), knownRelay("alive")];
    const heard = ({ name }: RelayCandidate): boolean => name === "alive";
    assert.deepEqual(refusals(explain(relays, { heard })), { killed: "silent", alive: undefined });
    assert.equal(explain(relays, { heard: () => false }).rule, "less loaded of two", "streams are not sessions");
    const facts = { reserved: () => 0, given: ["alive"], turn: 0, draw: () => 0 };
    assert.equal(explainChoice(relays, { ...pair, heard }, facts).result, "alive", "also when it was given lately");
  });

  it("[CL-33] one at its limit of sessions or bits only while no other has room", () => {
    const sessions = knownRelay("sessions", { sessions: 1000 });
    const bits = knownRelay("bits", { usedBps: 1e9 });
    const roomy = knownRelay("roomy", { usedBps: 0.99e9 });
    assert.deepEqual(refusals(explain([sessions, bits, roomy])), {
      sessions: "no room",
      bits: "no room",
      roomy: undefined,
    });
    assert.notEqual(explain([sessions, bits]).result, "");
    const barely = knownRelay("barely", { sessions: 1199 });
    assert.equal(explain([barely]).result, "barely", "the limit is soft up to 20 %");
  });
});

describe("distance", () => {
  const relays = [knownRelay("fra", frankfurt), knownRelay("nyc", newYork), knownRelay("sgp", singapore)];
  const near = (request: Partial<RelayRequest>, among: readonly RelayCandidate[] = relays): string[] =>
    explain(among, request).relays.flatMap(({ name, refusal }) => (refusal === undefined ? [name] : []));
  const place = (one: typeof frankfurt): { region: string; latitude: number; longitude: number } => ({
    ...one,
    region: "",
  });

  it("[CL-32] counts from both ends", () => {
    assert.deepEqual(near({ controllingPlace: place(amsterdam), targetPlace: place(frankfurt) }), ["fra"]);
    assert.deepEqual(near({ controllingPlace: place(amsterdam), targetPlace: place(newYork) }), ["fra", "nyc"]);
    assert.deepEqual(near({ controllingPlace: place(singapore), targetPlace: place(singapore) }), ["sgp"]);
    const [fra] = explain(relays, { controllingPlace: place(amsterdam), targetPlace: place(newYork) }).relays;
    assert.ok(Math.abs((fra?.controllingKm ?? 0) - 364) < 5, `${fra?.controllingKm} km from Amsterdam to Frankfurt`);
    assert.ok(Math.abs((fra?.targetKm ?? 0) - 6206) < 40, `${fra?.targetKm} km from New York to Frankfurt`);
  });

  it("[CL-32] the same region is no distance, and another region is another place", () => {
    const named = ["fra", "fra", "nyc"].map((region, index) => knownRelay(`${region}${index}`, { region }));
    assert.deepEqual(near({ controllingPlace: { region: "FRA" } }, named), ["fra0", "fra1"]);
    assert.deepEqual(near({ controllingPlace: { region: "sgp" } }, named), ["fra0", "fra1", "nyc2"]);
  });

  it("[CL-32] an end that is known by its region is where a relay of that region is", () => {
    const full = knownRelay("fra", { ...frankfurt, state: "draining" });
    const others = [full, knownRelay("ams", amsterdam), knownRelay("sgp", singapore)];
    assert.deepEqual(near({ controllingPlace: { region: "fra" } }, others), ["ams"]);
  });

  it("[CL-32] what is not known decides nothing", () => {
    assert.deepEqual(near({}), ["fra", "nyc", "sgp"]);
    assert.deepEqual(near({ controllingPlace: place(singapore) }), ["sgp"], "one end is enough");
    const silent = knownRelay("silent");
    assert.deepEqual(near({ controllingPlace: place(frankfurt) }, [silent, knownRelay("other")]), ["silent", "other"]);
    assert.deepEqual(near({ controllingPlace: place(frankfurt) }, [silent, knownRelay("nyc", newYork)]), [
      "silent",
      "nyc",
    ]);
    assert.deepEqual(near({ controllingPlace: place(frankfurt) }, [silent, ...relays]), ["fra"]);
  });

  it("[CL-32] a near relay without room is passed over for a far one", () => {
    const busy = knownRelay("busy", { ...frankfurt, usedBps: 1e9 });
    assert.deepEqual(near({ controllingPlace: place(frankfurt) }, [busy, knownRelay("nyc", newYork)]), ["nyc"]);
  });
});

describe("the less loaded of two", () => {
  it("[CL-32] takes the lower of (actual + reserved) / capacity", () => {
    const small = knownRelay("small", { capacityBps: 1e8, usedBps: 5e7 });
    const large = knownRelay("large", { capacityBps: 1e9, usedBps: 3e8 });
    assert.equal(explain([small, large]).result, "large");
    const reserved = (name: string): number => (name === "large" ? 100 : 0);
    const facts = { reserved, given: [], turn: 0, draw: () => 0.9 };
    const reasoning = explainChoice([small, large], pair, facts);
    assert.equal(reasoning.result, "small");
    assert.deepEqual([...reasoning.drawn].sort(), ["large", "small"]);
    assert.equal(reasoning.rule, "less loaded of two");
  });

  it("[CL-32] counts sessions where they are nearer their limit than bits", () => {
    const idle = knownRelay("idle", { sessions: 900 });
    const busy = knownRelay("busy", { usedBps: 4e8 });
    assert.equal(explain([idle, busy]).result, "busy");
  });

  it("[CL-32] never takes the most loaded of three, and takes either of the others", () => {
    const relays = [1, 2, 3].map((load) => knownRelay(`r${load}`, { usedBps: load * 1e8 }));
    const random = new SeededRandom(4);
    const chosen = new Map<string, number>();
    for (let i = 0; i < 300; i += 1) {
      const facts = { reserved: () => 0, given: [], turn: 0, draw: () => random.uint32() / 2 ** 32 };
      const { result } = explainChoice(relays, pair, facts);
      chosen.set(result, (chosen.get(result) ?? 0) + 1);
    }
    assert.equal(chosen.get("r3"), undefined);
    assert.ok((chosen.get("r1") ?? 0) > 150 && (chosen.get("r2") ?? 0) > 60, JSON.stringify([...chosen]));
  });

  it("[CL-32] compares a relay without a limit as one of mean size, and one that says nothing as one of mean load", () => {
    const limited = knownRelay("limited", { capacityBps: 1e9, usedBps: 5e8 });
    const unlimited = knownRelay("unlimited", { capacityBps: Number.POSITIVE_INFINITY, usedBps: 4e8 });
    assert.equal(explain([limited, unlimited]).result, "unlimited");
    assert.equal(explain([limited, { ...unlimited, usedBps: 6e8 }]).result, "limited");
    const silent = explain([limited, bareRelay("silent")]).relays.find(({ name }) => name === "silent");
    assert.equal(silent?.load, 0.5);
  });
});

describe("the same pair again", () => {
  it("[CL-32] [RC-2] gets another relay within 30 s, a farther or fuller one if need be", () => {
    const relays = [knownRelay("fra", frankfurt), knownRelay("nyc", { ...newYork, usedBps: 1e9 })];
    const choice = new RelayChoice(new SeededRandom(1));
    const request = { ...pair, controllingPlace: frankfurt, targetPlace: frankfurt };
    const ask = (nowMs: number): string => choice.pickRelay({ relays, nowMs }, request);
    assert.deepEqual([ask(0), ask(18_000), ask(36_000), ask(70_000)], ["fra", "nyc", "fra", "fra"]);
  });
});

describe("explaining", () => {
  it("[CL-32] is the same as choosing, and neither reserves nor remembers", () => {
    const relays = [knownRelay("one"), knownRelay("two"), knownRelay("three")];
    const [explained, chosen] = [new RelayChoice(new SeededRandom(7)), new RelayChoice(new SeededRandom(7))];
    const scene = { relays, nowMs: 0 };
    for (let i = 0; i < 50; i += 1) explained.explain(scene, pair);
    const { relays: rows, reservationBps } = explained.explain(scene, pair);
    assert.ok(rows.every(({ reservedSessions, refusal }) => reservedSessions === 0 && refusal === undefined));
    assert.equal(reservationBps, 2 * 2 ** 20);
    const first = chosen.explain(scene, pair).result;
    const again = new RelayChoice(new SeededRandom(7));
    assert.equal(again.pickRelay(scene, pair), first);
    const after = again.explain(scene, pair).relays.find(({ name }) => name === first);
    assert.deepEqual([after?.reservedSessions, after?.refusal], [1, "given lately"]);
  });
});
