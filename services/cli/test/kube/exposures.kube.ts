import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { RelayInstance } from "@fairlead/controller";
import { enterPrivateNetwork } from "@fairlead/kube-rig";
import type { ClientMode, SimulatedClient } from "@fairlead/testkit";
import { clock } from "../whole/support/clients.ts";
import { farEnd } from "../whole/support/far-end.ts";
import { NAMESPACE } from "./support/install.ts";
import { ProductScene } from "./support/product-scene.ts";
import { sceneRefusal } from "./support/scene-refusal.ts";

await enterPrivateNetwork();

const NODE_1 = "192.0.2.101";
const NODE_2 = "192.0.2.102";
const NAME = "relay.example.com";
const HOST_NETWORK_PORT = 21_217;
const onNode = (name: string) => ({ nodeSelector: { "kubernetes.io/hostname": name } });

interface PoolCase {
  readonly pool: string;
  readonly replicas?: number;
  readonly node?: string;
  readonly exposure: { readonly mode: string; readonly [field: string]: unknown };
  /** What is published. */
  readonly address: RegExp;
}
const DEFAULT_POOL = "relays";
/** One kube-proxy plays the first node: what keeps sources leads to pods there. */
const CASES: readonly PoolCase[] = [
  { pool: "node-port", exposure: { mode: "nodePort" }, address: /^192\.0\.2\.101:3\d{4}$/ },
  { pool: "host-port", node: "node-2", exposure: { mode: "hostPort" }, address: /^192\.0\.2\.102:21117$/ },
  {
    pool: "host-network",
    exposure: { mode: "hostNetwork", ports: { tcp: HOST_NETWORK_PORT } },
    address: /^192\.0\.2\.101:21217$/,
  },
  { pool: "own-balancer", exposure: { mode: "perPodLoadBalancer" }, address: /^198\.51\.100\.\d+:21117$/ },
  {
    pool: "one-balancer",
    replicas: 2,
    exposure: { mode: "sharedLoadBalancer", portBase: 31_000 },
    address: /^198\.51\.100\.\d+:3100[04]$/,
  },
  {
    pool: "told",
    exposure: { mode: "nodePort", advertise: "nowhere.example.com:{port}" },
    address: /^relay\.example\.com:3\d{4}$/,
  },
];

describe("addresses: every way to reach a relay, from outside", { skip: sceneRefusal() }, () => {
  const stack = new AsyncDisposableStack();
  const devices = new Map<string, SimulatedClient>();
  let scene: ProductScene;

  before(async () => {
    const values = { relayPool: { podTemplate: onNode("node-1") } };
    scene = stack.use(await ProductScene.open({ nodes: 2, values }));
    scene.names.give(NAME, NODE_1);
    for (const { pool } of [{ pool: DEFAULT_POOL }, ...CASES]) devices.set(pool, scene.clients.make());
    await scene.plane.apply(
      [...CASES.map(poolOf), ...[...devices].map(tenantOf)].map((one) => JSON.stringify(one)).join("\n---\n"),
    );
    await Promise.all([...devices.values()].map((device) => device.register(60_000)));
  });
  after(() => stack[Symbol.asyncDispose]());

  /** Sends a byte both ways. */
  const relayed = async (pool: string, mode: ClientMode): Promise<string> => {
    const device = devices.get(pool) as SimulatedClient;
    const controller = scene.clients.make({ mode });
    const outcome = await controller.connect(device.id, { forceRelay: true });
    if (outcome.kind === "failed") throw new Error(outcome.text);
    const { session } = outcome;
    const far = await farEnd(device, session.uuid);
    session.stream.send(Buffer.from(pool));
    far.stream.send(Buffer.from(mode));
    assert.equal((await far.stream.receive(20_000)).toString(), pool);
    assert.equal((await session.stream.receive(20_000)).toString(), mode);
    assert.equal(far.relayServer, session.relayServer, "both ends were told the same");
    for (const { stream } of [session, far]) stream.destroy();
    return session.relayServer;
  };
  const published = async (pool: string): Promise<readonly string[]> =>
    (await scene.install.serving(pool)).map(({ status }) => status?.address ?? "");
  /** Of sessions by these transports, until every address of the pool was given. */
  const used = async (pool: string, count: number, modes: readonly ClientMode[]): Promise<readonly string[]> => {
    const seen = new Set<string>();
    for (let tries = 0; tries < 20 && (tries < 2 || seen.size < count); tries += 1)
      seen.add(await relayed(pool, modes[tries % modes.length] ?? "tcp"));
    return [...seen].sort();
  };
  const works = async ({ pool, replicas = 1, address }: PoolCase): Promise<void> => {
    const relays = await scene.install.whenSettled(replicas, pool, 180_000);
    for (const { status } of relays) {
      assert.match(status?.address ?? "", address);
      assert.equal(conditionOf(status, "Reachable"), "True Proven");
    }
    await tenantIsServed(pool);
    const addresses = [...new Set(await published(pool))].sort();
    // A WebSocket client drops the port of a relay that is a name.
    const modes: readonly ClientMode[] = addresses.some((one) => one.startsWith(NAME)) ? ["tcp"] : ["tcp", "ws"];
    assert.deepEqual(
      await used(pool, addresses.length, modes),
      addresses,
      "clients are sent to what is published, and nowhere else",
    );
    console.log(`${pool}: ${addresses.join(", ")} carries sessions by ${modes.join(", ")}`);
  };
  /** The first session goes there once every node has the tenants. */
  const tenantIsServed = (pool: string): Promise<void> =>
    scene.install.until(
      `clients of ${pool} are sent to its relays`,
      async () => (await published(pool)).includes(await relayed(pool, "tcp")),
      90_000,
    );

  it("mesh, the default: one address for all, sessions cross between relays [KU-22]", () =>
    works({ pool: DEFAULT_POOL, replicas: 2, exposure: { mode: "mesh" }, address: /^198\.51\.100\.\d+:21117$/ }));

  for (const one of CASES.filter(({ pool }) => pool !== "told"))
    it(`${one.exposure.mode}: the address of the pod's own way in, TCP and two above [KU-19] [KU-20] [KU-22]`, () =>
      works(one));

  it("advertise: what leads nowhere, or to another relay, is not published and says why; what is right is [KU-19] [KU-20]", async () => {
    const startedMs = clock.now();
    const notes: string[] = [];
    const refused = async (advertise: string, reason: string): Promise<void> => {
      await advertiseAs(advertise);
      const isSaid = async (): Promise<boolean> =>
        (await scene.install.relays("told")).some(
          ({ status }) => conditionOf(status, "Reachable") === `False ${reason}`,
        );
      await scene.install.until(`${advertise} is ${reason}`, isSaid, 90_000);
      for (const { status } of await scene.install.relays("told")) {
        assert.equal(status?.address, "");
        assert.equal(status?.state, "Unreachable");
      }
      notes.push(`${advertise}: ${reason}`);
    };
    await refused("nowhere.example.com:{port}", "NameNotResolved");
    await refused(`${NODE_1}:21999`, "ConnectionRefused");
    await refused(`${NODE_2}:21117`, "LeadsToAnotherPod");
    const device = devices.get("told") as SimulatedClient;
    const outcome = await scene.clients.make({ mode: "tcp" }).connect(device.id, { forceRelay: true });
    assert.equal(outcome.kind, "failed", "nobody is sent to an address that was not proven");
    await advertiseAs(`${NAME}:{port}`);
    await works(CASES.find(({ pool }) => pool === "told") as PoolCase);
    console.log(`not published: ${notes.join(", ")}; ${((clock.now() - startedMs) / 1000).toFixed(0)} s in all`);
  });

  it("says what is not played here", () => {
    console.log("not played: gateway (no Ingress or Gateway here), the addresses of real clouds, firewalls on the way");
  });

  const advertiseAs = (advertise: string): Promise<string> =>
    scene.install.kubectl(
      "patch",
      "relaypool",
      "told",
      "--type=merge",
      "-p",
      JSON.stringify({ spec: { exposure: { advertise } } }),
    );
});

function poolOf({ pool, replicas = 1, node = "node-1", exposure }: PoolCase): object {
  const spec = { replicas, exposure, podTemplate: onNode(node) };
  return {
    apiVersion: "fairlead.io/v1alpha1",
    kind: "RelayPool",
    metadata: { name: pool, namespace: NAMESPACE },
    spec,
  };
}

/** By which a device's sessions go to this pool and to no other. */
function tenantOf([pool, { id }]: readonly [string, SimulatedClient]): object {
  const spec = { devices: [id], pools: [pool] };
  return {
    apiVersion: "fairlead.io/v1alpha1",
    kind: "Tenant",
    metadata: { name: `of-${pool}`, namespace: NAMESPACE },
    spec,
  };
}

function conditionOf(status: RelayInstance["status"], type: string): string {
  const found = status?.conditions?.find((one) => one.type === type);
  return `${found?.status} ${found?.reason}`;
}
