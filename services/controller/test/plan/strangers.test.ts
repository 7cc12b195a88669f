import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { poolServiceName } from "../../src/plan/front/pool-front.ts";
import { plan } from "../../src/plan/index.ts";
import { balancer, config, node, pool, relay, snapshot } from "./fixtures.ts";

describe("what has a relay's name and is somebody else's", () => {
  const of = pool({ replicas: 0 });
  const made = relay("relays-0-aaaaa", of, { draining: { secondsAgo: 600, reason: "ScaleDown" }, published: false });

  it("a pod of its own is ended when it is empty", () => {
    const deleted = plan(snapshot([of], [made], { nodes: [node("node-a")] })).delete;
    assert.deepEqual(
      deleted.map(({ ref }) => `${ref.kind} ${ref.name}`),
      ["Pod relays-0-aaaaa"],
    );
  });

  it("[KU-12] is neither ended nor marked, whatever somebody calls a RelayInstance", () => {
    const pods = [made.pod].flatMap((pod) =>
      pod === undefined ? [] : [{ ...pod, metadata: { ...pod.metadata, labels: {} } }],
    );
    const { delete: deleted, patch } = plan(snapshot([of], [made], { pods, nodes: [node("node-a")] }));
    assert.deepEqual(
      deleted.map(({ ref }) => `${ref.kind} ${ref.name}`),
      ["RelayInstance relays-0-aaaaa"],
    );
    assert.deepEqual(patch, []);
  });

  it("[KU-19] tells no address", () => {
    const front = pool({ replicas: 1, exposure: { mode: "perPodLoadBalancer" } });
    const stranger = balancer("relays-0-aaaaa", [{ ip: "192.0.2.1" }]);
    const services = [{ ...stranger, metadata: { ...stranger.metadata, labels: {} } }];
    const { statuses } = plan(snapshot([front], [relay("relays-0-aaaaa", front, { published: false })], { services }));
    assert.doesNotMatch(JSON.stringify(statuses), /192\.0\.2\.1/);
  });

  it("[KU-22] no two pools share a Service, however long their names are", () => {
    const long = { ...config, fullname: "x".repeat(30) };
    const named = (name: string) => poolServiceName(pool({}, { metadata: { name } }), long);
    const [one, other] = [named(`${"p".repeat(39)}a`), named(`${"p".repeat(39)}b`)];
    assert.notEqual(one, other);
    for (const name of [one, other]) assert.match(name, /^[a-z][a-z0-9-]{0,61}[a-z0-9]$/);
    assert.equal(named("relays"), `${"x".repeat(30)}-pool-relays`);
  });
});
