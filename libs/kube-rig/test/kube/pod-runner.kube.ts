import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  ControlPlane,
  enterPrivateNetwork,
  kubeTools,
  NETWORK,
  PodRunner,
  privateNetworkRefusal,
} from "@fairlead/kube-rig";
import { liveClock, waitUntil } from "@fairlead/testkit";

await enterPrivateNetwork();
const tools = kubeTools();
const skip = tools.kind === "missing" ? tools.reason : (privateNetworkRefusal() ?? false);

const ECHO = `
const { readFileSync } = require("fs");
const server = require("http").createServer((q, r) => {
  if (q.url === "/gone") return r.end("gone", () => process.exit(3));
  if (q.url === "/deaf") { r.end(); return server.close(); }
  if (q.url === "/secret") return r.end(readFileSync("/etc/echo/word", "utf8"));
  if (q.url === "/api") {
    const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env;
    const asked = require("https").get({ host, port, path: "/api", rejectUnauthorized: false, timeout: 5000, agent: false }, (a) => r.end(String(a.statusCode)));
    asked.on("timeout", () => asked.destroy(new Error("silence")));
    return asked.on("error", (e) => r.end(e.message));
  }
  r.end(JSON.stringify({ from: q.socket.remoteAddress, pod: process.env.POD_NAME, host: require("os").hostname() }));
}).listen(8080, () => console.log("echo listens"));
process.on("SIGTERM", () => process.exit(0));`;

const MANIFESTS = `
apiVersion: v1
kind: Secret
metadata: {name: word, namespace: default}
stringData: {word: first}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: echo, namespace: default}
spec:
  replicas: 2
  selector: {matchLabels: {app: echo}}
  template:
    metadata: {labels: {app: echo}}
    spec:
      containers:
        - name: echo
          image: echo:test
          workingDir: /data
          env: [{name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]
          ports: [{containerPort: 8080}]
          readinessProbe: {httpGet: {port: 8080, path: /}, periodSeconds: 1}
          livenessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1}
          volumeMounts: [{name: word, mountPath: /etc/echo, readOnly: true}, {name: data, mountPath: /data}]
      volumes: [{name: word, secret: {secretName: word}}, {name: data, emptyDir: {}}]
---
apiVersion: v1
kind: Service
metadata: {name: echo, namespace: default}
spec: {type: LoadBalancer, externalTrafficPolicy: Local, selector: {app: echo}, ports: [{port: 80, targetPort: 8080}]}
`;

/** Packets to a Service whose pods change are dropped for a moment, and sent again after 1, 3 and 7 s. */
async function ask(url: string, patienceMs = 20_000): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(patienceMs) });
  return answer.text();
}

/** One try of several. */
async function asks(url: string): Promise<string | undefined> {
  try {
    return await ask(url, 3_000);
  } catch {
    return undefined;
  }
}

describe("pods as processes", { skip }, () => {
  const stack = new AsyncDisposableStack();
  let cluster: ControlPlane;
  let runner: PodRunner;
  before(async () => {
    cluster = stack.use(await ControlPlane.start());
    runner = stack.use(
      await PodRunner.start(cluster, { images: { "echo:test": [process.execPath, "-e", ECHO] }, nodes: 2 }),
    );
    await cluster.startProxy();
    await cluster.kubectl(["cordon", "node-2"]);
    await cluster.apply(MANIFESTS);
    await rolledOut();
  });
  after(() => stack.disposeAsync());

  const patient = { timeoutMs: 90_000 };
  const rolledOut = (): Promise<string> =>
    cluster.kubectl(["rollout", "status", "deployment/echo", "--timeout=60s"], patient);
  const isHeard = (path: string): Promise<void> =>
    waitUntil(
      liveClock(),
      `${path} is heard`,
      async () => (await asks(`http://${NETWORK.loadBalancer(1)}${path}`)) !== undefined,
      30_000,
    );
  /** Of both pods together. */
  const restarts = async (): Promise<number> => {
    const format = "jsonpath={.items[*].status.containerStatuses[0].restartCount}";
    const counts = await cluster.kubectl(["get", "pods", "-o", format]);
    return counts.split(" ").reduce((all, one) => all + Number(one), 0);
  };

  it("are reached from outside behind kube-proxy, and see where from", async () => {
    const url = `http://${NETWORK.loadBalancer(1)}`;
    await waitUntil(liveClock(), "the Service answers", async () => (await asks(url)) !== undefined, 30_000);
    const { from, pod, host } = JSON.parse(await ask(url));
    assert.equal(from.replace("::ffff:", ""), NETWORK.outside(1));
    assert.match(pod, /^echo-/);
    assert.equal(host, pod);
  });

  it("see what a Secret says now", async () => {
    const url = `http://${NETWORK.loadBalancer(1)}/secret`;
    assert.equal(await ask(url), "first");
    await cluster.kubectl(["patch", "secret", "word", "-p", '{"stringData":{"word":"second"}}']);
    await waitUntil(liveClock(), "the file has changed", async () => (await asks(url)) === "second", 20_000);
  });

  it("are commanded within their namespaces", async () => {
    const [name = ""] = (await cluster.kubectl(["get", "pods", "-o", "jsonpath={.items[*].metadata.name}"])).split(" ");
    const place = { namespace: "default", pod: name, container: "echo" };
    const { stdout } = await runner.exec(place, [
      "sh",
      "-c",
      "pwd; echo $POD_NAME; ls /etc/echo; touch /data/mine; hostname",
    ]);
    assert.equal(stdout, `/data\n${name}\nword\n${name}\n`);
  });

  it("tell their logs to kubectl", async () => {
    const text = await cluster.kubectl(["logs", "deployment/echo", "--tail=1"]);
    assert.match(text, /echo listens/);
  });

  it("are cut off from the API server, and have it again", async () => {
    const url = `http://${NETWORK.loadBalancer(1)}/api`;
    assert.equal(await ask(url), "403");
    {
      await using _away = await cluster.partition();
      assert.equal(await ask(url), "silence");
      assert.match(await ask(`http://${NETWORK.loadBalancer(1)}`), /echo-/);
    }
    assert.equal(await ask(url), "403");
    await cluster.cutConnections();
    assert.ok(await cluster.isReady());
  });

  it("are started again when they end", async () => {
    await isHeard("/gone");
    await waitUntil(liveClock(), "one restart is counted", async () => (await restarts()) >= 1, 60_000);
  });

  it("are started again when they are deaf to their liveness probe", async () => {
    await rolledOut();
    const before = await restarts();
    await isHeard("/deaf");
    await waitUntil(liveClock(), "another restart is counted", async () => (await restarts()) > before, 60_000);
    await rolledOut();
  });

  it("are reached by the host port of their own node, and see where from", async () => {
    const spec = {
      nodeName: "node-2",
      terminationGracePeriodSeconds: 1,
      containers: [{ name: "c", image: "echo:test", ports: [{ containerPort: 8080, hostPort: 9555 }] }],
    };
    const metadata = { name: "hosted", namespace: "default" };
    await cluster.apply(JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata, spec }));
    for (const address of ["192.0.2.2", "192.0.2.102"]) {
      const url = `http://${address}:9555/`;
      await waitUntil(liveClock(), `${url} answers`, async () => (await asks(url)) !== undefined, 30_000);
      const { from, host } = JSON.parse(await ask(url));
      assert.deepEqual([from.replace("::ffff:", ""), host], [NETWORK.outside(1), "hosted"]);
    }
    assert.equal(await asks("http://192.0.2.1:9555/"), undefined);
    await cluster.kubectl(["delete", "pod", "hosted", "--timeout=30s"]);
  });

  it("end when they are deleted, and others take their place", async () => {
    await cluster.kubectl(["delete", "pods", "-l", "app=echo", "--timeout=60s"], patient);
    await rolledOut();
    const url = `http://${NETWORK.loadBalancer(1)}`;
    await waitUntil(liveClock(), "the Service answers", async () => (await asks(url)) !== undefined, 30_000);
  });

  it("outlive the API server", async () => {
    await cluster.kill("kube-apiserver");
    assert.match(await ask(`http://${NETWORK.loadBalancer(1)}`), /echo-/);
    await cluster.startAgain("kube-apiserver");
    await cluster.kubectl(["scale", "deployment/echo", "--replicas=0"]);
    await cluster.kubectl(["wait", "--for=delete", "pod", "-l", "app=echo", "--timeout=60s"], patient);
  });
});
