import { type NodeName, nodeName } from "@fairlead/base";
import type { RelayOrder, RelayOrders, RelayReport } from "@fairlead/cluster";
import type { FakeKube, FakeObject } from "@fairlead/testkit";

export interface RelayLoad {
  readonly sessions: number;
  readonly usedBps: number;
}

/** Plays what runs in relay pods: once told to, each ready one reports and takes its order. */
export class FakeRelays {
  readonly #kube: FakeKube;
  readonly #orders: RelayOrders;
  readonly loads = new Map<string, RelayLoad>();
  /** As each took it last. */
  readonly taken = new Map<string, RelayOrder>();

  constructor(kube: FakeKube, orders: RelayOrders) {
    this.#kube = kube;
    this.#orders = orders;
  }

  get pods(): readonly FakeObject[] {
    return this.#kube
      .list("pods")
      .filter(({ metadata }) => metadata.labels?.["app.kubernetes.io/component"] === "relay");
  }

  /** One second of all of them. While the store is away nothing comes of it. */
  async tell(): Promise<void> {
    const ready = this.pods.filter(isReady);
    await Promise.all(ready.map(({ metadata }) => this.#tell(nodeName(metadata.name)).catch(() => undefined)));
  }

  async #tell(node: NodeName): Promise<void> {
    const known = this.taken.get(node);
    const { sessions, usedBps } = this.loads.get(node) ?? { sessions: 0, usedBps: 0 };
    const report: RelayReport = {
      ...{ node, sessions, usedBps, awaited: 0, capacityBps: 1e9, load: usedBps / 1e9, missedInARow: 0, release: "1" },
      state: known?.draining ? "draining" : "serving",
      address: known?.address ?? "",
      version: known?.version ?? "",
    };
    const order = await this.#orders.exchange(report);
    if (order !== undefined) this.taken.set(node, order);
  }
}

function isReady(pod: FakeObject): boolean {
  const status = pod["status"] as {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
  return status?.conditions?.some(({ type, status: on }) => type === "Ready" && on === "True") ?? false;
}
