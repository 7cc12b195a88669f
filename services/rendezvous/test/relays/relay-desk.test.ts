import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodeName, relayName } from "@fairlead/base";
import { bareRelay, type NodeView, type Place, type RelayView, soloCluster } from "@fairlead/cluster";
import { ManualClock, SeededRandom } from "@fairlead/testkit";
import { CidrList } from "@fairlead/wire";
import { RelayDesk } from "../../src/relays/relay-desk.ts";

const relay = (name: string, region: string, slot: number): RelayView => ({
  ...bareRelay(relayName(name)),
  node: { slot, epoch: "e" },
  region,
});
const relays = [relay("fra:21117", "fra", 9), relay("nyc:21117", "nyc", 10)];
const directory = { snapshot: () => relays, judge: () => undefined, replace: () => undefined };
const node = (slot: number, fields: Partial<NodeView>): NodeView => ({
  slot,
  epoch: "e",
  name: nodeName(`n${slot}`),
  role: "rendezvous",
  state: "serving",
  release: "",
  schema: 1,
  busAddress: "",
  meshAddress: "",
  settingsVersion: 0,
  trust: "",
  ...fields,
});

function desk(nodes: readonly NodeView[], places: Readonly<Record<string, Place>> = {}, silentSlot = -1): RelayDesk {
  const cluster = {
    ...soloCluster,
    nodes: { ...soloCluster.nodes, nodes: () => nodes },
    geography: { locate: (ip: string) => places[ip] },
    bus: { ...soloCluster.bus, linked: (slot: number) => slot !== silentSlot },
  };
  const overrides = [{ clients: CidrList.parse(["10.0.0.0/8"]), region: "nyc" }];
  return new RelayDesk(
    { clock: new ManualClock(), random: new SeededRandom(1), relays: directory, cluster },
    overrides,
  );
}

describe("the relay desk", () => {
  it("[CL-33] lets a choice count for every rendezvous that serves", () => {
    const question = { controllingIp: "192.0.2.1", targetId: "123456789", targetIp: undefined };
    for (const [nodes, expected] of [
      [[], 1],
      [[node(1, {}), node(2, {}), node(3, {}), node(4, { state: "left" }), node(5, { role: "relay" })], 3],
    ] as const) {
      const at = desk(nodes);
      const chosen = at.pick(question);
      const row = at.explain(question).relays.find(({ name }) => name === chosen);
      assert.equal(row?.reservedSessions, expected);
    }
  });

  it("[CL-32] passes over a relay whose stream is down, before any probe has failed", () => {
    const question = { controllingIp: "192.0.2.1", targetId: "123456789", targetIp: undefined };
    const refused = (silentSlot: number): unknown[] =>
      desk([], {}, silentSlot)
        .explain(question)
        .relays.map(({ refusal }) => refusal);
    assert.deepEqual(refused(9), ["silent", undefined]);
    assert.deepEqual(refused(10), [undefined, "silent"]);
    assert.deepEqual(refused(-1), [undefined, undefined]);
  });

  it("[CL-32] knows where both ends are, the operator's word first", () => {
    const at = desk([], { "192.0.2.1": { region: "fra" }, "10.0.0.1": { region: "fra" } });
    const ask = (controllingIp: string, targetIp: string | undefined): string =>
      at.explain({ controllingIp, targetId: "123456789", targetIp }).result;
    assert.equal(ask("192.0.2.1", undefined), "fra:21117");
    assert.equal(ask("10.0.0.1", undefined), "nyc:21117");
    assert.equal(ask("198.51.100.1", "192.0.2.1"), "fra:21117", "the device's end counts too");
  });
});
