import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { enterPrivateNetwork } from "@fairlead/kube-rig";
import type { SimulatedClient } from "@fairlead/testkit";
import { FairleadProcess } from "../fairlead-process.ts";
import { clock } from "../whole/support/clients.ts";
import { ProductScene } from "./support/product-scene.ts";
import { sceneRefusal } from "./support/scene-refusal.ts";

await enterPrivateNetwork();

const SERVICE = "fairlead-rendezvous";
const CLIENTS = 6;
const MODES = ["udp", "tcp", "ws"] as const;

describe("sources: what a Service does to clients' addresses", { skip: sceneRefusal() }, () => {
  const stack = new AsyncDisposableStack();
  let scene: ProductScene;

  before(async () => {
    scene = stack.use(await ProductScene.open({ values: { relayPool: { replicas: 1 } } }));
    await scene.install.whenSettled(1);
  });
  after(() => stack[Symbol.asyncDispose]());

  /** Clients of all kinds, who ask what the server saw of them. */
  const comers = (): Promise<readonly SimulatedClient[]> =>
    Promise.all(
      Array.from({ length: CLIENTS }, async (_, number) => {
        const client = await scene.clients.registered({ mode: MODES[number % MODES.length] ?? "udp" });
        await client.natTest();
        return client;
      }),
    );
  const condition = async (): Promise<{ readonly text: string; readonly message: string; readonly share: number }> => {
    const { conditions = [], sourceAddressShare = -1 } = (await scene.install.rendezvous())?.status ?? {};
    const found = conditions.find(({ type }) => type === "SourceAddressPreserved");
    return { text: `${found?.status} ${found?.reason}`, message: found?.message ?? "", share: sourceAddressShare };
  };
  const told = async (text: string): Promise<{ readonly message: string; readonly share: number }> => {
    const startedMs = clock.now();
    await scene.install.until(
      `SourceAddressPreserved is ${text}`,
      async () => (await condition()).text === text,
      120_000,
    );
    const { message, share } = await condition();
    console.log(
      `${text} after ${((clock.now() - startedMs) / 1000).toFixed(0)} s, ${share} % with addresses of their own: ${message}`,
    );
    return { message, share };
  };
  const arePortsRewritten = async (): Promise<boolean> => {
    const { mainPort, localPort } = await scene.clients.make().natTest();
    return mainPort !== localPort;
  };
  /** From where clients are. */
  const doctor = async (): Promise<string> => {
    const address = (await scene.install.rendezvous())?.status?.addresses?.[0] ?? "";
    const words = ["doctor", address, "--key", await scene.install.publicKey(), "--relay-bytes", "1000"];
    await using run = new FairleadProcess(words);
    const { out, err } = await run.ended;
    return `${out}\n${err}`;
  };

  it("Local: clients are seen as they are, by the data plane and by the doctor outside [KU-24]", async () => {
    await comers();
    const { share } = await told("True ClientsSeen");
    assert.equal(share, 100);
    const text = await doctor();
    assert.match(text, /punchable/);
    assert.doesNotMatch(text, /symmetric/);
  });

  it("Cluster: the condition is False and names the Service, its field and what to do; the doctor outside sees two ports [KU-24]", async () => {
    const patch = JSON.stringify({ spec: { externalTrafficPolicy: "Cluster" } });
    await scene.install.kubectl("patch", "service", SERVICE, "--type=merge", "-p", patch);
    await scene.install.until("kube-proxy rewrites", arePortsRewritten, 30_000);
    await comers();
    const { message, share } = await told("False AddressesRewritten");
    assert.match(message, new RegExp(`Service ${SERVICE}: spec\\.externalTrafficPolicy is Cluster`));
    assert.match(message, /do: set it to Local/);
    assert.ok(share < 100);
    const symmetric = (await doctor()).split("\n").find((line) => /symmetric/.test(line));
    assert.ok(symmetric !== undefined, "the doctor says that ports differ");
    console.log(`doctor, outside: ${symmetric.trim()}`);
  });
});
