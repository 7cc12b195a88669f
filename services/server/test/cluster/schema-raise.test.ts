import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodeName, noMetrics, silentLogger } from "@fairlead/base";
import type { NodeEvent, NodeSet, NodeView } from "@fairlead/cluster";
import { openRedisStore, SCHEMA } from "@fairlead/cluster-redis";
import { liveClock, liveRandom, RedisServer, waitUntil } from "@fairlead/testkit";
import { raiseSchemaWhenAllKnowIt } from "../../src/cluster/schema-raise.ts";

const ports = { clock: liveClock(), random: liveRandom(), logger: silentLogger, metrics: noMetrics };

function node(slot: number, schema: number, state: NodeView["state"] = "serving"): NodeView {
  const card = { release: "1", busAddress: "", meshAddress: "", settingsVersion: 0, trust: "" };
  return { ...card, slot, epoch: `e${slot}`, name: nodeName(`rd-${slot}`), role: "rendezvous", state, schema };
}

class SaidNodes implements NodeSet {
  readonly self = { slot: 0, epoch: "e0" };
  readonly proven = true;
  #said: readonly NodeView[];
  readonly #listeners = new Set<(event: NodeEvent) => void>();

  constructor(said: readonly NodeView[]) {
    this.#said = said;
  }

  nodes(): readonly NodeView[] {
    return this.#said;
  }

  ownerState(): ReturnType<NodeSet["ownerState"]> {
    return { kind: "alive" };
  }

  watch(listener: (event: NodeEvent) => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => this.#listeners.delete(listener) };
  }

  say(said: readonly NodeView[]): void {
    this.#said = said;
    for (const listener of this.#listeners) listener({ kind: "nodes" });
  }
}

describe("the schema of what is stored [CL-16]", () => {
  it("stays that of the release before until every lease shows this one's, then is raised, once nobody older is left", async () => {
    await using server = await RedisServer.start();
    await using redis = await openRedisStore(ports, { url: server.url, commandTimeoutMs: 20_000 });
    const key = redis.key("schema:{n}");
    const written = async (): Promise<number> => Number(String(await redis.command("get", key)));
    await redis.command("set", key, SCHEMA - 1);
    const nodes = new SaidNodes([node(0, SCHEMA), node(1, SCHEMA - 1)]);
    using _raising = raiseSchemaWhenAllKnowIt(nodes, redis, silentLogger);
    nodes.say([node(0, SCHEMA), node(1, SCHEMA - 1), node(2, SCHEMA)]);
    await redis.command("ping");
    assert.equal(await written(), SCHEMA - 1);
    nodes.say([node(0, SCHEMA), node(1, SCHEMA - 1, "left"), node(2, SCHEMA)]);
    await waitUntil(ports.clock, "it is raised", async () => (await written()) === SCHEMA, 30_000);
    await redis.command("set", key, SCHEMA + 1);
    using _again = raiseSchemaWhenAllKnowIt(nodes, redis, silentLogger);
    await redis.command("ping");
    assert.equal(await written(), SCHEMA + 1, "never lowered");
  });
});
