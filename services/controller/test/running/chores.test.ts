import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SharedSettings } from "@fairlead/cluster";
import { Stage } from "./stage.ts";

const TENANTS = "tenants.fairlead.io";
const tenant = (name: string, spec: object) => ({
  apiVersion: "fairlead.io/v1alpha1",
  kind: "Tenant",
  metadata: { name },
  spec: { devices: [], ...spec },
});

/** What nodes read, kept up to date while time is played. */
async function untilShared(stage: Stage, name: string, pattern: RegExp): Promise<void> {
  const settings: SharedSettings = stage.settings;
  for (let second = 0; second < 120; second += 1) {
    if (pattern.test((await settings.read()).values.get(name) ?? "")) return;
    await stage.play(1_000, 250);
  }
  assert.fail(`${name} never was ${pattern}`);
}

describe("beside the plan, a controller that leads", () => {
  it("gives nodes the Tenants that can be used, and says in their conditions which those are [KU-26]", async () => {
    await using stage = await Stage.start({ replicas: 1 });
    stage.kube.put(tenant("acme", { devices: ["acme-*"], limits: { session: "8 Mbit/s" } }));
    stage.kube.put(tenant("broken", { devices: ["x"], limits: { session: "0" } }));
    await stage.controller("a");
    await untilShared(stage, "tenants", /acme/);
    const inForce = (name: string): string | undefined => {
      const status = stage.kube.get(TENANTS, name)?.["status"] as
        | { readonly conditions?: readonly { readonly type: string; readonly status: string }[] }
        | undefined;
      return status?.conditions?.find(({ type }) => type === "InForce")?.status;
    };
    await stage.until("said", () => inForce("acme") === "True" && inForce("broken") === "False", 120_000);
  });

  it("pushes the server list of the RendezvousCluster, and names the cluster's own networks [KU-24] [KU-27]", async () => {
    await using stage = await Stage.start({ replicas: 1 });
    await stage.controller("a");
    await stage.until("made", () => stage.kube.get("rendezvousclusters.fairlead.io", "x") !== undefined);
    const node = { ...{ node: "rd-1" as never, clients: 0, fromNodes: 0, fromPods: 0 }, natTests: 0, portsDiffered: 0 };
    for (let second = 0; second < 60 && (await stage.sources.exchange(node)).nodes.length === 0; second += 1)
      await stage.play(1_000, 250);
    assert.ok((await stage.sources.exchange(node)).nodes.includes("192.0.2.1/32"));
    stage.kube.put({
      ...tenant("second", {}),
      kind: "RendezvousCluster",
      spec: { serverList: ["rd2.example.com"] },
    });
    await untilShared(stage, "server-list", /rd2\.example\.com/);
  });
});
