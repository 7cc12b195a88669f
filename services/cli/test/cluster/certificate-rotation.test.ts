import assert from "node:assert/strict";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { nodeName, noMetrics, silentLogger } from "@fairlead/base";
import { type GrpcBus, openGrpcBus, type TrustSettings } from "@fairlead/bus-grpc";
import type { NodeRole, NodeView } from "@fairlead/cluster";
import { BusAuthority, initSecrets, installNames, makeAuthority } from "@fairlead/controller";
import { openKubeApi } from "@fairlead/kube";
import { FakeKube, liveClock, liveRandom, ManualClock, TempFolder, waitUntil } from "@fairlead/testkit";

const [clock, random] = [liveClock(), liveRandom()];
const ROLES: readonly NodeRole[] = ["rendezvous", "relay"];
const FILES = ["tls.crt", "tls.key", "ca.crt"] as const;
const DAY_MS = 86_400_000;
const names = installNames({ fullName: "fl", namespace: "rd" });

/** A node of the bus whose files are a Secret, as a kubelet brings them: late, and all of them one after the other. */
class Node implements AsyncDisposable {
  readonly heard: number[] = [];
  readonly role: NodeRole;
  readonly folder: TempFolder;
  readonly bus: GrpcBus;
  readonly slot: number;

  private constructor(role: NodeRole, slot: number, folder: TempFolder, bus: GrpcBus) {
    this.role = role;
    this.slot = slot;
    this.folder = folder;
    this.bus = bus;
    bus.receive((_, message) => {
      if (message.kind === "echo") this.heard.push(message.nonce);
    });
  }

  static async open(role: NodeRole, slot: number, cluster: FakeKube): Promise<Node> {
    const folder = await TempFolder.create("rotation");
    await bring(cluster, role, folder.path);
    const file = (name: string): string => join(folder.path, name);
    const ports = { clock, random, logger: silentLogger, metrics: noMetrics, drops: { drop: () => undefined } };
    const files = { certFile: file("tls.crt"), keyFile: file("tls.key"), caFile: file("ca.crt") };
    const trust: TrustSettings = { kind: "certificates", ...files, pollMs: 30 };
    const settings = { listen: "127.0.0.1:0", name: nodeName(`n${slot}`), role, release: "1", trust };
    return new Node(role, slot, folder, await openGrpcBus(ports, settings));
  }

  get view(): NodeView {
    const { role, slot, bus } = this;
    const self = { slot, epoch: `epoch-${slot}`, name: nodeName(`n${slot}`), role, trust: bus.trust.card() };
    const places = { busAddress: `127.0.0.1:${bus.port}`, meshAddress: "" };
    return { ...self, ...places, state: "serving", release: "1", schema: 1, settingsVersion: 0 };
  }

  get certificate(): string {
    return this.bus.trust.material().cert;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.bus[Symbol.asyncDispose]();
    await this.folder[Symbol.asyncDispose]();
  }
}

/** What lies in the Secret of a role now becomes the files of a node. */
async function bring(cluster: FakeKube, role: NodeRole, folder: string): Promise<void> {
  const secret = cluster.get("secrets", `fl-bus-${role}`, "rd") as unknown as { readonly data: Record<string, string> };
  for (const name of FILES) {
    await writeFile(join(folder, `${name}.new`), Buffer.from(secret.data[name] ?? "", "base64"));
    await rename(join(folder, `${name}.new`), join(folder, name));
  }
}

/** A relay and a rendezvous with the certificates of one install, and its authority, whose wall clock is the test's. */
class Scene implements AsyncDisposable {
  readonly clock: ManualClock;
  readonly cluster: FakeKube;
  readonly nodes: readonly Node[];
  readonly #authority: BusAuthority;
  readonly #stack: AsyncDisposableStack;
  said = 0;

  private constructor(
    wall: ManualClock,
    cluster: FakeKube,
    nodes: readonly Node[],
    authority: BusAuthority,
    stack: AsyncDisposableStack,
  ) {
    this.clock = wall;
    this.cluster = cluster;
    this.nodes = nodes;
    this.#authority = authority;
    this.#stack = stack;
  }

  /** `agoMs`: when the install was made; the wall clock is still then. Nodes' TLS goes by the machine's. */
  static async open(agoMs = 0): Promise<Scene> {
    const wall = new ManualClock(Date.now() - agoMs);
    const stack = new AsyncDisposableStack();
    const cluster = stack.use(await FakeKube.start({ namespaces: ["rd"] }));
    const api = stack.use(await openKubeApi({ clock, random, metrics: noMetrics }, { kind: "url", url: cluster.url }));
    await initSecrets(api, names, { clock: wall, random }, { mode: "external", prefix: "", roles: [] });
    const nodes = [
      stack.use(await Node.open("rendezvous", 1, cluster)),
      stack.use(await Node.open("relay", 2, cluster)),
    ];
    const roles = new Map(ROLES.map((role) => [role, { secret: `fl-bus-${role}`, dnsNames: [] }]));
    const settings = { namespace: "rd", fieldManager: "test", authoritySecret: "fl-bus-ca", roles };
    const authority = new BusAuthority({ api, clock: wall, random, logger: silentLogger }, settings);
    const scene = new Scene(wall, cluster, nodes, authority, stack);
    scene.introduce();
    await waitUntil(clock, "both are up", () => scene.areUp(), 30_000);
    return scene;
  }

  introduce(...newcomers: readonly Node[]): void {
    const all = [...this.nodes, ...newcomers];
    for (const { slot, bus } of all)
      bus.follow(
        { slot, epoch: `epoch-${slot}` },
        all.map(({ view }) => view),
      );
  }

  areUp(...newcomers: readonly Node[]): boolean {
    const all = [...this.nodes, ...newcomers];
    return all.every((one) => all.every((other) => one === other || one.bus.up(other.slot)));
  }

  /** Both say the next number to each other. */
  talk(): void {
    this.said += 1;
    for (const { bus, slot } of this.nodes)
      bus.send({ slot: 3 - slot, epoch: `epoch-${3 - slot}` }, { kind: "echo", nonce: this.said });
  }

  async review(): Promise<readonly string[]> {
    return (await this.#authority.review()).changes.map(({ role, done }) => `${role}: ${done}`);
  }

  /** The kubelets bring what is there, to one node before the other. After each a pod starts that has all of it, and whoever is there takes it, and is taken by it. */
  async settle(): Promise<void> {
    for (const { role, folder, bus } of this.nodes) {
      const renewals = bus.renewals;
      await bring(this.cluster, role, folder.path);
      const isRenewed = async (): Promise<boolean> => {
        await this.speak();
        return bus.renewals > renewals;
      };
      await waitUntil(clock, "its streams are new", isRenewed, 30_000);
      for (const newRole of ROLES) {
        await using newcomer = await Node.open(newRole, 3, this.cluster);
        this.introduce(newcomer);
        await waitUntil(clock, `a new ${newRole} is up with both`, () => this.areUp(newcomer), 30_000);
        this.introduce();
      }
    }
  }

  async speak(): Promise<void> {
    this.talk();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Everything that was said was heard, in order, once. */
  async allHeard(): Promise<void> {
    const all = Array.from({ length: this.said }, (_, n) => n + 1);
    await waitUntil(clock, "all is heard", () => this.nodes.every(({ heard }) => heard.at(-1) === this.said), 30_000);
    for (const { heard, role } of this.nodes) assert.deepEqual(heard, all, role);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}

describe("certificates that the controller replaces, under two nodes that talk", () => {
  it("[KU-25] [CL-43] lose no message at two thirds of their life, and are in use then", async () => {
    await using scene = await Scene.open(61 * DAY_MS);
    const before = scene.nodes.map(({ certificate }) => certificate);
    scene.clock.jumpWall(61 * DAY_MS);
    assert.deepEqual(await scene.review(), ["rendezvous: issue", "relay: issue"]);
    await scene.settle();
    await scene.allHeard();
    for (const [index, { certificate }] of scene.nodes.entries()) assert.notEqual(certificate, before[index]);
  });

  it("[KU-25] [CL-43] lose no message when the authority changes, though each step reaches one node long before the other", async () => {
    await using scene = await Scene.open();
    const { cert, key } = await makeAuthority({ clock, random });
    const data = { "tls.crt": Buffer.from(cert).toString("base64"), "tls.key": Buffer.from(key).toString("base64") };
    const metadata = { name: "fl-bus-ca", namespace: "rd" };
    scene.cluster.put({ apiVersion: "v1", kind: "Secret", metadata, type: "kubernetes.io/tls", data });
    for (const done of ["trust", "issue", "forget"]) {
      assert.deepEqual(await scene.review(), [`rendezvous: ${done}`, `relay: ${done}`]);
      await scene.settle();
      scene.clock.jumpWall(10 * 60_000);
    }
    assert.deepEqual(await scene.review(), []);
    await scene.allHeard();
    for (const { bus } of scene.nodes) {
      const material = bus.trust.material();
      assert.equal(material.kind === "certificates" && material.ca.trim(), cert.trim());
    }
  });
});
