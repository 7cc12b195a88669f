import type { Counter, Histogram, HistogramSpec, Labels, MetricSpec, Sample } from "@fairlead/base";

/** One line of an exposition; `metricName` when it is not the family's own, as for `_bucket`. */
export interface SeriesSnapshot {
  readonly labels: Labels;
  readonly value: number;
  readonly metricName?: string;
}

/** A metric with all its series as plain data, in the form that prom-client aggregates. */
export interface FamilySnapshot {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly aggregator: "sum" | "average" | "max";
  readonly values: readonly SeriesSnapshot[];
}

export interface MetricFamily {
  readonly type: FamilySnapshot["type"];
  read(): readonly SeriesSnapshot[];
}

/** Counters of one name, one per label set. Counting is one add. */
export class CounterFamily implements MetricFamily {
  readonly type = "counter";
  readonly #series = new Map<string, { readonly labels: Labels; readonly counter: PlainCounter }>();

  with(labels: Labels): Counter {
    const key = labelKey(labels);
    const known = this.#series.get(key);
    if (known !== undefined) return known.counter;
    const counter = new PlainCounter();
    this.#series.set(key, { labels, counter });
    return counter;
  }

  read(): readonly SeriesSnapshot[] {
    return [...this.#series.values()].map(({ labels, counter }) => ({ labels, value: counter.value }));
  }
}

class PlainCounter implements Counter {
  value = 0;
  add(amount = 1): void {
    this.value += amount;
  }
}

/** Readings taken when scraped. Several readers of one name add their series. */
export class GaugeFamily implements MetricFamily {
  readonly type = "gauge";
  readonly #readers: (() => number | readonly Sample[])[] = [];

  readBy(reader: () => number | readonly Sample[]): void {
    this.#readers.push(reader);
  }

  read(): readonly SeriesSnapshot[] {
    return this.#readers.flatMap((reader) => {
      const reading = reader();
      return typeof reading === "number" ? [{ labels: {}, value: reading }] : reading;
    });
  }
}

/** Histograms of one name, one per label set. Observing is a short walk and three adds. */
export class HistogramFamily implements MetricFamily {
  readonly type = "histogram";
  readonly #spec: HistogramSpec;
  readonly #series = new Map<string, { readonly labels: Labels; readonly histogram: PlainHistogram }>();

  constructor(spec: HistogramSpec) {
    this.#spec = spec;
  }

  with(labels: Labels): Histogram {
    const key = labelKey(labels);
    const known = this.#series.get(key);
    if (known !== undefined) return known.histogram;
    const histogram = new PlainHistogram(this.#spec.buckets);
    this.#series.set(key, { labels, histogram });
    return histogram;
  }

  read(): readonly SeriesSnapshot[] {
    return [...this.#series.values()].flatMap(({ labels, histogram }) => histogram.read(this.#spec, labels));
  }
}

class PlainHistogram implements Histogram {
  readonly #bounds: readonly number[];
  readonly #counts: number[];
  #sum = 0;
  #count = 0;

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = bounds.map(() => 0);
  }

  observe(value: number): void {
    let at = 0;
    while (at < this.#bounds.length && value > (this.#bounds[at] ?? 0)) at += 1;
    if (at < this.#counts.length) this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    this.#sum += value;
    this.#count += 1;
  }

  read({ name }: MetricSpec, labels: Labels): SeriesSnapshot[] {
    let below = 0;
    const buckets = this.#bounds.map((bound, at) => {
      below += this.#counts[at] ?? 0;
      return { metricName: `${name}_bucket`, labels: { ...labels, le: String(bound) }, value: below };
    });
    return [
      ...buckets,
      { metricName: `${name}_bucket`, labels: { ...labels, le: "+Inf" }, value: this.#count },
      { metricName: `${name}_sum`, labels, value: this.#sum },
      { metricName: `${name}_count`, labels, value: this.#count },
    ];
  }
}

function labelKey(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort());
}
