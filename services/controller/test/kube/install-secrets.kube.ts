import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { noMetrics, silentLogger } from "@fairlead/base";
import type { NodeRole } from "@fairlead/cluster";
import { type KubeApi, openKubeApi } from "@fairlead/kube";
import { ControlPlane, kubeTools } from "@fairlead/kube-rig";
import { liveClock, liveRandom, ManualClock, TempFolder } from "@fairlead/testkit";
import { BusAuthority, InstallSecretError, initSecrets, installNames, type TrustReview } from "../../src/index.ts";

const tools = kubeTools();
const clock = liveClock();
const random = liveRandom();
const DAY_MS = 86_400_000;
const names = installNames({ fullName: "fl", namespace: "rd" });
const OWN = ["fl-signing-key", "fl-bus-ca", "fl-bus-rendezvous", "fl-bus-relay", "fl-redis", "fl-admin-token"];
const role = (name: string, rules: readonly object[]): readonly object[] => [
  { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace: "rd" } },
  { apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", metadata: { name, namespace: "rd" }, rules },
  {
    ...{ apiVersion: "rbac.authorization.k8s.io/v1", kind: "RoleBinding", metadata: { name, namespace: "rd" } },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name },
    subjects: [{ kind: "ServiceAccount", name, namespace: "rd" }],
  },
];
/** The rights that README.md names, and no more. */
const OBJECTS = [
  { apiVersion: "v1", kind: "Namespace", metadata: { name: "rd" } },
  ...role("init", [
    { apiGroups: [""], resources: ["secrets", "configmaps"], verbs: ["create"] },
    { apiGroups: [""], resources: ["secrets"], resourceNames: OWN, verbs: ["get"] },
    { apiGroups: [""], resources: ["configmaps"], resourceNames: ["fl-public-key"], verbs: ["get"] },
  ]),
  ...role("controller", [
    { apiGroups: [""], resources: ["secrets"], resourceNames: ["fl-bus-ca"], verbs: ["get"] },
    {
      apiGroups: [""],
      resources: ["secrets"],
      resourceNames: ["fl-bus-rendezvous", "fl-bus-relay"],
      verbs: ["get", "patch"],
    },
  ]),
];

describe("Secrets of an install on a real API server", {
  skip: tools.kind === "missing" ? tools.reason : false,
  timeout: 300_000,
}, () => {
  const stack = new AsyncDisposableStack();
  let plane: ControlPlane;
  let folder: TempFolder;
  before(async () => {
    folder = stack.use(await TempFolder.create("install-secrets"));
    plane = stack.use(await ControlPlane.start({ scheduler: false }));
    await plane.apply(JSON.stringify({ apiVersion: "v1", kind: "List", items: OBJECTS }));
  });
  after(async () => await stack.disposeAsync());

  /** With the token of this ServiceAccount. */
  async function as(account: string): Promise<KubeApi & AsyncDisposable> {
    const token = (await plane.kubectl(["-n", "rd", "create", "token", account])).trim();
    const config = JSON.parse(await readFile(plane.kubeconfig, "utf8")) as { users: { user: object }[] };
    for (const user of config.users) user.user = { token };
    const file = join(folder.path, `${account}.kubeconfig`);
    await writeFile(file, JSON.stringify(config));
    return await openKubeApi({ clock, random, metrics: noMetrics }, { kind: "kubeconfig", file });
  }

  const read = async (name: string): Promise<Record<string, string>> => {
    const { data } = await plane.api.get<{ readonly data: Record<string, string> }>(
      `/api/v1/namespaces/rd/secrets/${name}`,
    );
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()]),
    );
  };
  const leaf = async (name: NodeRole): Promise<X509Certificate> =>
    new X509Certificate((await read(`fl-bus-${name}`))["tls.crt"] ?? "");

  it("[KU-11] [KU-33] are made once by several Jobs at a time, with the rights of a Job and no more", async () => {
    await using api = await as("init");
    const init = () => initSecrets(api, names, { clock, random }, { mode: "embedded", prefix: "fairlead:", roles: [] });
    const runs = await Promise.all([init(), init(), init()]);
    for (const index of runs[0].keys()) assert.equal(runs.filter((rows) => rows[index]?.result === "made").length, 1);
    const before = await Promise.all(OWN.map(read));
    assert.deepEqual(new Set((await init()).map(({ result }) => result)), new Set(["kept"]));
    assert.deepEqual(await Promise.all(OWN.map(read)), before);
    const stranger = installNames({ fullName: "other", namespace: "kube-system" });
    await assert.rejects(
      initSecrets(api, stranger, { clock, random }, { mode: "embedded", prefix: "", roles: [] }),
      (error) =>
        error instanceof InstallSecretError &&
        /^cannot make Secret kube-system\/other-signing-key: .*forbidden/.test(error.message),
    );
  });

  it("[KU-25] [KU-33] are replaced in time by the controller, with its own rights, and only onto what it read", async () => {
    await using api = await as("controller");
    const wall = new ManualClock(Date.now());
    const roles = new Map<NodeRole, { secret: string; dnsNames: readonly string[] }>([
      ["rendezvous", { secret: "fl-bus-rendezvous", dnsNames: [] }],
      ["relay", { secret: "fl-bus-relay", dnsNames: ["fl-relay.rd.svc"] }],
    ]);
    const settings = { namespace: "rd", fieldManager: "fairlead", authoritySecret: "fl-bus-ca", roles };
    const review = (): Promise<TrustReview> =>
      new BusAuthority({ api, clock: wall, random, logger: silentLogger }, settings).review();
    assert.deepEqual((await review()).changes, []);
    const before = await leaf("relay");
    wall.jumpWall(61 * DAY_MS);
    const both = await Promise.allSettled([review(), review()]);
    assert.ok(both.some(({ status }) => status === "fulfilled"));
    for (const one of both)
      if (one.status === "rejected") assert.equal((one.reason as { readonly reason?: string }).reason, "Conflict");
    assert.deepEqual((await review()).changes, []);
    const after = await leaf("relay");
    assert.notEqual(after.fingerprint256, before.fingerprint256);
    const authority = new X509Certificate((await read("fl-bus-ca"))["tls.crt"] ?? "");
    assert.ok(after.verify(authority.publicKey));
    const labels = await plane.kubectl([
      "-n",
      "rd",
      "get",
      "secret",
      "fl-bus-relay",
      "-o",
      "jsonpath={.type} {.metadata.labels}",
    ]);
    assert.match(labels, /^kubernetes\.io\/tls .*fairlead-kube-init/, "what it did not write stays");
  });
});
