import type { Counter, Histogram, HistogramSpec, Labels, MetricSpec, Metrics, Sample } from "@fairlead/base";
import { type Clock, withDeadline } from "@fairlead/base";
import { AggregatorRegistry } from "prom-client";
import {
  CounterFamily,
  type FamilySnapshot,
  GaugeFamily,
  HistogramFamily,
  type MetricFamily,
} from "./metric-family.ts";

/** Plain data: crosses threads. */
export type MetricsSnapshot = readonly FamilySnapshot[];
export type SnapshotSource = () => Promise<readonly object[]>;

/** A source that does not answer a scrape within this time is left out of it. */
const SOURCE_TIMEOUT_MS = 1000;

export const METRICS_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/**
 * The numbers of one thread, and of those it includes. Counting touches nothing but a number; all the rest happens when somebody scrapes, by
 * prom-client, in a registry made for that scrape.
 */
export class MetricsRegistry implements Metrics {
  readonly #clock: Clock;
  readonly #families = new Map<string, { readonly spec: MetricSpec; readonly family: MetricFamily }>();
  readonly #sources = new Set<SnapshotSource>();
  readonly #missing: Counter;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#missing = this.counter({
      name: "fairlead_scrape_sources_missing_total",
      help: "Scrapes in which a thread did not report its metrics in time",
    });
  }

  counter(spec: MetricSpec, labels: Labels = {}): Counter {
    return this.#family(spec, CounterFamily, () => new CounterFamily()).with(labels);
  }

  gauge(spec: MetricSpec, read: () => number | readonly Sample[]): void {
    this.#family(spec, GaugeFamily, () => new GaugeFamily()).readBy(read);
  }

  histogram(spec: HistogramSpec, labels: Labels = {}): Histogram {
    return this.#family(spec, HistogramFamily, () => new HistogramFamily(spec)).with(labels);
  }

  /** Adds another thread's or library's numbers to every scrape; series of the same name and labels are summed. */
  include(source: SnapshotSource): Disposable {
    this.#sources.add(source);
    return { [Symbol.dispose]: () => void this.#sources.delete(source) };
  }

  /** What this thread counted, without what it includes. */
  snapshot(): MetricsSnapshot {
    return [...this.#families.values()].map(({ spec, family }) => ({
      name: spec.name,
      help: spec.help,
      type: family.type,
      aggregator: "sum",
      values: family.read(),
    }));
  }

  /** The Prometheus text of everything. */
  async scrape(): Promise<string> {
    const others = await Promise.all([...this.#sources].map((source) => this.#ask(source)));
    return AggregatorRegistry.aggregate([this.snapshot(), ...others]).metrics();
  }

  async #ask(source: SnapshotSource): Promise<readonly object[]> {
    try {
      return await withDeadline(this.#clock, SOURCE_TIMEOUT_MS, source());
    } catch {
      this.#missing.add();
      return [];
    }
  }

  #family<F extends MetricFamily>(spec: MetricSpec, kind: abstract new (...parts: never[]) => F, make: () => F): F {
    const known = this.#families.get(spec.name)?.family;
    if (known instanceof kind) return known;
    if (known !== undefined) throw new TypeError(`${spec.name} is a ${known.type} already`);
    const family = make();
    this.#families.set(spec.name, { spec, family });
    return family;
  }
}
