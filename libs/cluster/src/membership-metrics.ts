import type { Counter, Metrics, Sample } from "@fairlead/base";
import type { NodeView } from "./node-lease.ts";

export type RenewalResult = "renewed" | "lost" | "silent" | "withheld";

/** What a membership counts. */
export class MembershipMetrics {
  readonly #renewals: Readonly<Record<RenewalResult, Counter>>;

  constructor(metrics: Metrics, nodes: () => readonly NodeView[]) {
    const spec = { name: "fairlead_lease_renewals_total", help: "Renewals of this node's lease, by what came of them" };
    const counter = (result: RenewalResult): Counter => metrics.counter(spec, { result });
    this.#renewals = {
      renewed: counter("renewed"),
      lost: counter("lost"),
      silent: counter("silent"),
      withheld: counter("withheld"),
    };
    metrics.gauge({ name: "fairlead_cluster_nodes", help: "Nodes this one knows of, by role and state" }, () =>
      samplesOf(nodes()),
    );
  }

  count(result: RenewalResult): void {
    this.#renewals[result].add();
  }
}

function samplesOf(nodes: readonly NodeView[]): Sample[] {
  const groups = Map.groupBy(nodes, ({ role, state }) => `${role} ${state}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ labels: { role: first.role, state: first.state }, value: group.length }];
  });
}
