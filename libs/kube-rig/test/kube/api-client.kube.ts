import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { noMetrics, silentLogger } from "@fairlead/base";
import {
  apply,
  type ConfigMap,
  isKubeStatus,
  kinds,
  LeaseElection,
  type OpenedKubeApi,
  openKubeApi,
  Reflector,
} from "@fairlead/kube";
import { ControlPlane, kubeTools } from "@fairlead/kube-rig";
import { liveClock, liveRandom, TempFolder, waitUntil } from "@fairlead/testkit";

const found = kubeTools();
const base = { clock: liveClock(), random: liveRandom(), metrics: noMetrics, logger: silentLogger };
const OURS = { fieldManager: "rig" };
const slow = { timeout: 180_000 };

interface KubeConfigText {
  readonly clusters: readonly { readonly cluster: Readonly<Record<string, string>> }[];
}

describe("libs/kube on a real server", found.kind === "missing" ? { skip: found.reason } : {}, () => {
  let plane: ControlPlane;
  let api: OpenedKubeApi;
  before(async () => {
    plane = await ControlPlane.start({ scheduler: false });
    api = await openKubeApi(base, { kind: "kubeconfig", file: plane.kubeconfig });
  });
  after(async () => {
    await api[Symbol.asyncDispose]();
    await plane[Symbol.asyncDispose]();
  });
  const put = (name: string, value: string): Promise<ConfigMap> =>
    apply(
      api,
      { apiVersion: "v1", kind: "ConfigMap", metadata: { namespace: "default", name }, data: { value } },
      OURS,
    );

  it("[KU-28] outlives a killed API server, whose next life knows no old versions", slow, async () => {
    await using reflector = new Reflector<ConfigMap>({ ...base, api }, { kind: kinds.configMap, namespace: "default" });
    reflector.start();
    await put("one", "0");
    await waitUntil(liveClock(), "the first value", () => dataOf(reflector, "one") === "0", 20_000);
    for (const life of ["1", "2"]) {
      await plane.kubectl(["create", "namespace", `moves-the-version-${life}`]);
      await plane.kill("kube-apiserver");
      await plane.startAgain("kube-apiserver");
      await put("one", life);
      await put(`new-${life}`, life);
      const isSeen = (): boolean => dataOf(reflector, "one") === life && dataOf(reflector, `new-${life}`) === life;
      await waitUntil(liveClock(), "it sees the next life", isSeen, 60_000);
    }
    assert.equal(reflector.complaint, undefined);
  });

  it("[KU-3] one of two leads before and after, never both, while the API server is killed", slow, async () => {
    const words = { namespace: "default", name: "leader" };
    const ones = ["a", "b"].map((identity) => new LeaseElection({ ...base, api }, { ...words, identity }));
    const leaders = (): number => ones.filter(({ leading }) => leading).length;
    let both = 0;
    using _ = base.clock.every(20, () => {
      both += leaders() > 1 ? 1 : 0;
    });
    for (const one of ones) one.start();
    await waitUntil(liveClock(), "one leads", () => leaders() === 1, 20_000);
    await plane.kill("kube-apiserver");
    await waitUntil(liveClock(), "nobody leads", () => leaders() === 0, 20_000);
    await plane.startAgain("kube-apiserver");
    await waitUntil(liveClock(), "one leads again", () => leaders() === 1, 60_000);
    for (const one of ones) await one[Symbol.asyncDispose]();
    assert.equal(both, 0);
  });

  it("[KU-30] goes on as a pod does whose token was replaced", slow, async () => {
    await using folder = await TempFolder.create("account");
    const config = JSON.parse(readFileSync(plane.kubeconfig, "utf8")) as KubeConfigText;
    const cluster = config.clusters[0]?.cluster ?? {};
    const authority = Buffer.from(cluster["certificate-authority-data"] ?? "", "base64");
    await writeFile(join(folder.path, "ca.crt"), authority);
    await writeFile(join(folder.path, "namespace"), "default");
    const account = async (): Promise<void> => {
      await plane.kubectl(["create", "serviceaccount", "poddy"]);
      await writeFile(join(folder.path, "token"), await plane.kubectl(["create", "token", "poddy"]));
    };
    await account();
    const reader = ["create", "rolebinding", "poddy", "--clusterrole=view", "--serviceaccount=default:poddy"];
    await plane.kubectl(reader);
    const { hostname, port } = new URL(cluster["server"] ?? "");
    await using pod = await openKubeApi(base, { kind: "in-cluster", host: hostname, port, folder: folder.path });
    const look = (): Promise<unknown> => pod.request("GET", "/api/v1/namespaces/default/configmaps");
    const isIn = (): Promise<boolean> =>
      look().then(
        () => true,
        () => false,
      );
    await waitUntil(liveClock(), "its role is known", isIn, 20_000);
    await plane.kubectl(["delete", "serviceaccount", "poddy"]);
    const isOut = (): Promise<boolean> =>
      look().then(
        () => false,
        (error) => isKubeStatus(error, 401),
      );
    await waitUntil(liveClock(), "its token is refused", isOut, 60_000);
    await assert.rejects(look(), (error) => isKubeStatus(error, 401));
    await account();
    await look();
  });
});

function dataOf({ store }: Reflector<ConfigMap>, name: string): string | undefined {
  return store.get({ namespace: "default", name })?.data?.["value"];
}
