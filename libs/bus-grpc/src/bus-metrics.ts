import type { Counter, Metrics } from "@fairlead/base";
import type { BusKind } from "@fairlead/wire";

export interface BusLoad {
  readonly linksUp: number;
  readonly linksDown: number;
  readonly queuedMessages: number;
  readonly queuedBytes: number;
  /** Streams of others to us. */
  readonly incoming: number;
}

/** What is counted of the streams between nodes. */
export class BusMetrics {
  readonly reconnects: Counter;
  readonly #metrics: Metrics;
  readonly #counters = new Map<string, Counter>();

  constructor(metrics: Metrics, load: () => BusLoad) {
    this.#metrics = metrics;
    this.reconnects = metrics.counter({
      name: "fairlead_bus_reconnects_total",
      help: "Streams to other nodes that broke",
    });
    metrics.gauge({ name: "fairlead_bus_links", help: "Streams to other nodes, by state" }, () => [
      { labels: { state: "up" }, value: load().linksUp },
      { labels: { state: "down" }, value: load().linksDown },
    ]);
    const incoming = { name: "fairlead_bus_incoming_links", help: "Streams of other nodes to this one" };
    metrics.gauge(incoming, () => load().incoming);
    const queued = { name: "fairlead_bus_queued_messages", help: "Messages that wait for other nodes" };
    metrics.gauge(queued, () => load().queuedMessages);
    metrics.gauge(
      { name: "fairlead_bus_queued_bytes", help: "Bytes that wait for other nodes" },
      () => load().queuedBytes,
    );
  }

  count(direction: "in" | "out", kind: BusKind): void {
    const name = `${direction} ${kind}`;
    let counter = this.#counters.get(name);
    if (counter === undefined) {
      const spec = { name: "fairlead_bus_messages_total", help: "Messages between nodes, by direction and kind" };
      counter = this.#metrics.counter(spec, { direction, kind });
      this.#counters.set(name, counter);
    }
    counter.add();
  }
}
