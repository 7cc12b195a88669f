import type { Counter, Metrics } from "@fairlead/base";

/** The numbers of one listener, labelled by its name. */
export class ListenerMetrics {
  readonly #accepted: Counter;

  constructor(listener: string, metrics: Metrics, connections: () => number) {
    const labels = { listener };
    metrics.gauge({ name: "fairlead_connections", help: "Client connections held now, in any phase" }, () => [
      { labels, value: connections() },
    ]);
    this.#accepted = metrics.counter(
      { name: "fairlead_connections_accepted_total", help: "Client connections accepted within the limits" },
      labels,
    );
  }

  accepted(): void {
    this.#accepted.add();
  }
}
