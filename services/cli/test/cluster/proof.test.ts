import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { nodeName, noMetrics, silentLogger } from "@fairlead/base";
import { openRedisStore, RedisAdmissionStore, type RedisStore } from "@fairlead/cluster-redis";
import {
  issueCertificate,
  makeAuthority,
  type ProofResult,
  type ProofWish,
  ReachabilityProber,
} from "@fairlead/controller";
import { findPort, findPortBlock, TcpBalancer, TempFolder, waitUntil } from "@fairlead/testkit";
import { clock, random } from "../whole/support/clients.ts";
import { TestCluster } from "./support/test-cluster.ts";

/** A loopback address that no node has: where a load balancer of the test listens. */
const FRONT = "127.201.0.9";

type Target = { readonly host: string; readonly port: number };

describe("addresses of relays, a process each", () => {
  const stack = new AsyncDisposableStack();
  let cluster: TestCluster;
  let store: RedisStore;
  let ca = "";

  before(async () => {
    const folder = stack.use(await TempFolder.create("proof"));
    const authority = await makeAuthority({ clock, random });
    const { cert, key } = await issueCertificate({ clock, random }, authority, {
      role: "relay",
      dnsNames: ["localhost"],
    });
    ca = authority.cert;
    const files = { "cert.pem": cert, "key.pem": key };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text, { mode: 0o600 });
    cluster = stack.use(
      await TestCluster.start({
        rendezvous: 1,
        relays: 2,
        files: Object.keys(files).map((name) => ({ from: join(folder.path, name), name })),
      }),
    );
    const ports = { clock, random, logger: silentLogger, metrics: noMetrics };
    store = stack.use(await openRedisStore(ports, { url: cluster.redis?.url ?? "", prefix: "fairlead:" }));
  });
  after(async () => await stack.disposeAsync());

  const place = (index: number) => cluster.relays[index]?.ports ?? assert.fail();
  const tcp = (index: number): Target => ({ host: place(index).address, port: place(index).relay });
  const ws = (index: number): Target => ({ host: place(index).address, port: place(index).relayWebSocket });

  /** Of the first relay. */
  function prove(address: string, wish: Partial<ProofWish> = {}, withCa = true): Promise<ProofResult> {
    const settings = { licenceKey: cluster.publicKey, ...(withCa ? { ca } : {}) };
    const prober = new ReachabilityProber({ clock, random, admissions: new RedisAdmissionStore(store) }, settings);
    const pod = { podIp: tcp(0).host, podPort: tcp(0).port };
    return prober.prove({ relay: nodeName("rl-1"), address, ...pod, webSocket: false, ...wish });
  }

  /** A balancer for as long as the work takes. */
  async function fronted<T>(targets: readonly Target[], work: (port: number) => Promise<T>, host = FRONT): Promise<T> {
    const listenPort = await findPort(host);
    await using _front = await TcpBalancer.open({ listenAddress: host, listenPort, targets });
    return await work(listenPort);
  }

  const proven = ({ ok, reason, message }: ProofResult): void =>
    assert.deepEqual({ ok, reason, message }, { ok: true, reason: "", message: "" });
  const unproven = ({ ok, reason, message }: ProofResult, expected: string, words: RegExp): void => {
    assert.deepEqual({ ok, reason }, { ok: false, reason: expected }, message);
    assert.match(message, words);
  };

  it("[KU-20] are proven when they lead to the pod, by TCP and the WebSocket two ports further", async () => {
    const result = await prove(cluster.relayAddress(0), { webSocket: true });
    proven(result);
    assert.deepEqual([result.relay, result.address, result.vantage], ["rl-1", cluster.relayAddress(0), "inside"]);
    assert.ok(Math.abs(result.atMs - Date.now()) < 600_000);
  });

  it("[KU-20] are proven through a balancer, and by a URL with the certificate that clients ask for", async () => {
    await fronted([tcp(0)], async (port) => proven(await prove(`${FRONT}:${port}`)));
    await fronted(
      [ws(0)],
      async (port) => {
        proven(await prove(`wss://localhost:${port}/ws/relay/rl-1`));
        unproven(await prove(`wss://localhost:${port}/ws/relay/rl-1`, {}, false), "tls", /^wss:\/\/localhost/);
        unproven(await prove(`wss://127.0.0.1:${port}/ws/relay/rl-1`), "tls", /127\.0\.0\.1/);
      },
      "127.0.0.1",
    );
  });

  it("[KU-20] that lead to another relay's pod are told from those that lead nowhere", async () => {
    await fronted([tcp(1)], async (port) =>
      unproven(
        await prove(`${FRONT}:${port}`),
        "other-pod",
        /^tcp 127\.201\.0\.9:\d+ leads to another pod than this relay's$/,
      ),
    );
    const port = await findPort(FRONT);
    unproven(await prove(`${FRONT}:${port}`), "refused", /^tcp 127\.201\.0\.9:\d+: .*ECONNREFUSED/);
    unproven(await prove("relay.invalid:21117"), "dns", /relay\.invalid/);
  });

  it("[KU-20] [KU-22] are not proven when only the WebSocket leads to another pod", async () => {
    const { main: listenPort, webSocket } = await findPortBlock(FRONT);
    const listenAddress = FRONT;
    await using _tcp = await TcpBalancer.open({ listenAddress, listenPort, targets: [tcp(0)] });
    await using _ws = await TcpBalancer.open({ listenAddress, listenPort: webSocket, targets: [ws(1)] });
    proven(await prove(`${FRONT}:${listenPort}`));
    unproven(
      await prove(`${FRONT}:${listenPort}`, { webSocket: true }),
      "other-pod",
      /^ws:\/\/127\.201\.0\.9:\d+ leads/,
    );
  });

  it("[KU-20] of somebody who is no relay, whatever he answers, are not proven", async () => {
    const port = await findPort(FRONT);
    const echo = createServer((socket) => socket.on("error", () => undefined).pipe(socket)).listen(port, FRONT);
    await new Promise((resolve) => echo.once("listening", resolve));
    unproven(await prove(`${FRONT}:${port}`), "not-a-relay", /carries no session of this cluster/);
    echo.close();
  });

  it("[KU-20] that lead to several relays in turn, without a mesh, are not proven", async () => {
    await fronted([tcp(0), tcp(1)], async (port) => {
      proven(await prove(`${FRONT}:${port}`));
      unproven(await prove(`${FRONT}:${port}`), "not-a-relay", /several relays in turn/);
    });
  });

  it("[KU-20] nothing is said of an address while the pod itself does not relay", async () => {
    const podPort = await findPort(tcp(0).host);
    unproven(await prove(cluster.relayAddress(0), { podPort }), "pod", /^the pod's own .*ECONNREFUSED/);
  });

  it("[KU-20] leaves no session behind", async () => {
    proven(await prove(cluster.relayAddress(0), { webSocket: true }));
    const areGone = async (): Promise<boolean> => {
      const sessions = await cluster.ask(cluster.rendezvous[0] ?? assert.fail(), "sessions");
      return sessions.kind === "table" && sessions.rows.length === 0;
    };
    await waitUntil(clock, "the probes have gone", areGone, 20_000);
  });
});

describe("an address that relays of a mesh share", () => {
  it("[KU-20] is proven for each of them, whichever the connection comes to", async () => {
    await using stack = new AsyncDisposableStack();
    const mesh = new Map([
      ["rl-1", `127.0.0.1:${await findPort("127.0.0.1")}`],
      ["rl-2", `127.0.0.1:${await findPort("127.0.0.1")}`],
    ]);
    const folder = stack.use(await TempFolder.create("proof-mesh"));
    const secret = join(folder.path, "secret");
    await writeFile(secret, Buffer.from(random.bytes(32)).toString("base64"), { mode: 0o600 });
    const listenPort = await findPort(FRONT);
    const cluster = stack.use(
      await TestCluster.start({
        rendezvous: 1,
        relays: 2,
        relayNames: 1,
        relayWords: ["--advertise", `${FRONT}:${listenPort}`],
        trust: (name) => ["--bus-secret-file", secret, ...(mesh.has(name) ? ["--mesh", mesh.get(name) ?? ""] : [])],
      }),
    );
    const targets = cluster.relays.map(({ ports }) => ({ host: ports.address, port: ports.relay }));
    stack.use(await TcpBalancer.open({ listenAddress: FRONT, listenPort, targets }));
    const ports = { clock, random, logger: silentLogger, metrics: noMetrics };
    const store = stack.use(await openRedisStore(ports, { url: cluster.redis?.url ?? "", prefix: "fairlead:" }));
    const prober = new ReachabilityProber(
      { clock, random, admissions: new RedisAdmissionStore(store) },
      { licenceKey: cluster.publicKey },
    );
    for (const target of [...targets, ...targets]) {
      const wish = { relay: nodeName("any"), address: `${FRONT}:${listenPort}`, webSocket: false };
      const result = await prober.prove({ ...wish, podIp: target.host, podPort: target.port });
      assert.deepEqual([result.ok, result.message], [true, ""]);
    }
  });
});
