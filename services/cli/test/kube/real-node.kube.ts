import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import {
  ClusterNames,
  ControlPlane,
  enterPrivateNetwork,
  NETWORK,
  privateNetworkRefusal,
  RealNode,
  realNodeRefusal,
} from "@fairlead/kube-rig";
import { clock } from "../whole/support/clients.ts";
import { farEnd } from "../whole/support/far-end.ts";
import { makeImage } from "./support/image-archive.ts";
import { Install, NAMESPACE } from "./support/install.ts";
import { LoadBalancerAddresses } from "./support/load-balancer-addresses.ts";
import { OutsideClients, pathOf } from "./support/outside-clients.ts";
import { stepsInOrder } from "./support/steps.ts";

const refusal = realNodeRefusal() ?? privateNetworkRefusal();
const made = refusal === undefined ? makeImage() : { kind: "missing" as const, reason: refusal };
if (made.kind === "made") await enterPrivateNetwork();

const REDIS = "localhost/redis:test";
const EDGE = "edge";
/** Of hostPort, on the node's own address. */
const NODE_RELAY = `${NETWORK.clusterSide}:21117`;

describe("a real node: containerd, kubelet, our image", {
  skip: made.kind === "missing" && `skipped: ${made.reason}`,
}, () => {
  const stack = new AsyncDisposableStack();
  let plane: ControlPlane;
  let node: RealNode;
  let install: Install;
  let clients: OutsideClients;

  const step = stepsInOrder();
  const label = (level: string): Promise<string> =>
    plane.kubectl(["label", "--overwrite", "namespace", NAMESPACE, `pod-security.kubernetes.io/enforce=${level}`]);

  before(async () => {
    if (made.kind === "missing") return;
    plane = stack.use(await ControlPlane.start());
    const redis = await RealNode.imageOfProgram("redis-server", REDIS, join(plane.folder, "redis.tar"));
    node = await RealNode.start(plane, [made.image.file, redis]);
    await plane.startProxy();
    stack.use(await ClusterNames.start(plane));
    stack.use(new LoadBalancerAddresses(plane));
    await plane.kubectl(["create", "namespace", NAMESPACE]);
    await label("restricted");
    const [repository, tag] = made.image.name.split(/:(?=[^:]+$)/);
    const values = {
      host: "rd.example.com",
      image: { repository, tag, pullPolicy: "Never" },
      redis: {
        image: { repository: "localhost/redis", tag: "test", pullPolicy: "Never" },
        persistence: { enabled: false },
      },
      rendezvous: { minReadySeconds: 1, readyDelaySeconds: 2, drainSeconds: 3 },
    };
    install = new Install(plane, { values, program: "helm3" });
  });
  after(() => stack[Symbol.asyncDispose]());

  step("helm install (Helm 3) brings every pod up under restricted Pod Security, probes and all [KU-33]", async () => {
    const startedMs = clock.now();
    await install.install().catch(async (error: unknown) => {
      throw new Error(
        `${error}\n${await install.kubectl("get", "pods", "-o", "wide")}\n${await install.events()}\n${node.log("kubelet").split("\n").slice(-15).join("\n")}`,
      );
    });
    await install.whenSettled(2, "relays");
    const pods = await Promise.all(
      ["rendezvous", "controller", "redis", "relay"].map((component) => install.pods(component)),
    );
    assert.deepEqual(
      pods.map(({ length }) => length),
      [2, 2, 1, 2],
    );
    const restarts = await install.kubectl(
      "get",
      "pods",
      "-o",
      "jsonpath={.items[*].status.containerStatuses[*].restartCount}",
    );
    assert.match(restarts, /^[0 ]+$/, "nothing had to be started again");
    console.log(`install: 2 relays serve ${((clock.now() - startedMs) / 1000).toFixed(0)} s after helm install`);
    const rendezvous = (await install.rendezvous())?.status?.addresses?.[0] ?? "";
    clients = stack.use(new OutsideClients({ rendezvous: `${rendezvous}:21116`, key: await install.publicKey() }));
  });

  step("clients from outside register, punch, and relay", async () => {
    const [one, other] = [await clients.registered(), await clients.registered({ mode: "tcp" })];
    assert.equal(pathOf(await one.connect(other.id)), "direct");
    assert.equal(pathOf(await other.connect(one.id, { forceRelay: true })), "relay");
  });

  step("helm test passes, and its table is in the log and in the termination message", async () => {
    const { code, stdout, stderr } = await install.test();
    const said =
      code === 0
        ? ""
        : await install
            .kubectl("logs", "--selector=app.kubernetes.io/component=rendezvous", "--tail=30", "--prefix")
            .catch(String);
    assert.equal(
      code,
      0,
      `${said}\n${stdout}\n${stderr}\n${await install.kubectl("logs", "fairlead-test").catch(String)}`,
    );
    const format = "jsonpath={.status.containerStatuses[0].state.terminated.message}";
    const message = await install.kubectl("get", "pod", "fairlead-test", "-o", format);
    assert.match(message, /^198\.51\.100\.\d+:21116( +works){6}$/m);
    assert.match(stdout, /^198\.51\.100\.\d+:21116( +works){6}$/m, "helm test --logs shows it");
    console.log(message);
  });

  step("kubectl exec … fairlead ctl nodes names every node, as no root and on a read-only root", async () => {
    const table = await install.kubectl("exec", "deployment/fairlead-rendezvous", "--", "fairlead", "ctl", "nodes");
    const relays = await install.relays();
    for (const { metadata } of [...relays, ...(await install.pods("rendezvous"))])
      assert.match(table, new RegExp(`^${metadata.name} .*serving`, "m"));
    const config = await install.kubectl(
      "exec",
      "deployment/fairlead-rendezvous",
      "--",
      "fairlead",
      "config-string",
      "--with-key",
    );
    assert.match(config, /rd\.example\.com/);
    const [relay] = relays;
    const script =
      "try { require('node:fs').writeFileSync('/opt/x', '') } catch (e) { console.log(process.getuid(), e.code) }";
    const said = await install.kubectl("exec", relay?.metadata.name ?? "", "--", "node", "-e", script);
    assert.equal(said.trim(), "65532 EROFS");
  });

  step("kubectl logs shows lines of JSON", async () => {
    const lines = (await install.kubectl("logs", "deployment/fairlead-rendezvous"))
      .split("\n")
      .filter((line) => line.startsWith("{"));
    assert.ok(lines.length > 0);
    for (const line of lines) assert.equal(typeof (JSON.parse(line) as { event: unknown }).event, "string");
  });

  step(
    "a process that hangs is taken out by its readiness probe, noticed by its liveness probe, and comes back",
    async () => {
      const [pod] = await install.pods("rendezvous");
      const name = pod?.metadata.name ?? "";
      const isReady = async (): Promise<boolean> =>
        (await install.kubectl("get", "pod", name, "-o", "jsonpath={.status.containerStatuses[0].ready}")) === "true";
      const pid = processOf(`--node=${name}`);
      process.kill(pid, "SIGSTOP");
      try {
        await install.until("the pod is not ready", async () => !(await isReady()), 60_000);
        const noticed = async (): Promise<boolean> =>
          /Liveness probe failed/.test(
            await install.kubectl("get", "events", "--field-selector", `involvedObject.name=${name}`),
          );
        await install.until("the liveness probe has failed once", noticed, 60_000);
      } finally {
        process.kill(pid, "SIGCONT");
      }
      await install.until("the pod is ready again", isReady, 60_000);
    },
  );

  step("hostPort is refused under restricted Pod Security, and the condition says what to do [KU-33]", async () => {
    const spec = { replicas: 1, exposure: { mode: "hostPort" } };
    await plane.apply(
      JSON.stringify({
        apiVersion: "fairlead.io/v1alpha1",
        kind: "RelayPool",
        metadata: { name: EDGE, namespace: NAMESPACE },
        spec,
      }),
    );
    const conditions = async (): Promise<string> =>
      JSON.stringify([
        (await install.pool(EDGE)).status?.conditions,
        (await install.relays(EDGE)).map(({ status }) => status?.conditions),
      ]);
    await install.until(
      "a condition names Pod Security",
      async () => /PodSecurity|pod-security/.test(await conditions()),
      60_000,
    );
    const told = (await install.pool(EDGE)).status?.conditions?.find(({ type }) => type === "Ready");
    assert.equal(told?.reason, "PodRefused");
    assert.match(told?.message ?? "", /do: kubectl label namespace/);
    console.log(`hostPort under restricted: ${told?.message}`);
  });

  step("hostPort keeps the source of the client: the relay's log has its own address [KU-19]", async () => {
    await label("privileged");
    const [relay] = await install.whenSettled(1, EDGE, 180_000);
    assert.equal(relay?.status?.address, NODE_RELAY);
    const device = await clients.registered({ relayServer: NODE_RELAY });
    const controller = clients.make({ mode: "tcp" });
    const outcome = await controller.connect(device.id, { forceRelay: true });
    assert.ok(outcome.kind === "connected", outcome.kind === "failed" ? outcome.text : "");
    assert.equal(outcome.session.relayServer, NODE_RELAY);
    const sources = [outcome.session.stream.local.ip, (await farEnd(device, outcome.session.uuid)).stream.local.ip];
    outcome.session.stream.destroy();
    const log = (): Promise<string> => install.kubectl("logs", relay?.metadata.name ?? "");
    await install.until(
      "the session is in the relay's log",
      async () => (await log()).includes("relay.session.closed"),
      30_000,
    );
    const closed = (await log()).split("\n").find((line) => line.includes("relay.session.closed")) ?? "{}";
    const { fromIp, toIp } = JSON.parse(closed) as { readonly fromIp: string; readonly toIp: string };
    assert.deepEqual(new Set([fromIp, toIp]), new Set(sources));
    assert.ok(sources.every((ip) => ip.startsWith("203.0.113.")));
    console.log(`hostPort: the relay at ${NODE_RELAY} saw ${fromIp} and ${toIp}, as they are`);
  });

  step("helm uninstall leaves no pod within 60 s [KU-10]", async () => {
    const startedMs = clock.now();
    await install.uninstall();
    await install.kubectl("delete", "pod", "fairlead-test", "--ignore-not-found");
    await install.until(
      "no pod is left",
      async () => (await install.kubectl("get", "pods", "-o", "name")).trim() === "",
      60_000,
    );
    console.log(`uninstall: no pod left after ${((clock.now() - startedMs) / 1000).toFixed(0)} s`);
  });
});

/** The process with this word on its command line. */
function processOf(word: string): number {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const found = pids.find((pid) => wordsOf(pid).includes(word));
  if (found === undefined) throw new Error(`no process with ${word}`);
  return Number(found);
}

function wordsOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}
