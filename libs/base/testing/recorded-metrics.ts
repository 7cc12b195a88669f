import type { Counter, Histogram, HistogramSpec, Labels, MetricSpec, Metrics, Sample } from "../src/index.ts";

/** Numbers that a test can ask for. A series is its name and the values of its labels, one space between: `fairlead_drops_total idle`. */
export class RecordedMetrics implements Metrics {
  /** Of counters what was added, of histograms how often they observed. */
  readonly counts = new Map<string, number>();
  readonly #gauges = new Map<string, () => number | readonly Sample[]>();

  counter({ name }: MetricSpec, labels?: Labels): Counter {
    return { add: (amount = 1) => this.#add(seriesOf(name, labels), amount) };
  }

  gauge({ name }: MetricSpec, read: () => number | readonly Sample[]): void {
    this.#gauges.set(name, read);
  }

  histogram({ name }: HistogramSpec, labels?: Labels): Histogram {
    return { observe: () => this.#add(seriesOf(name, labels), 1) };
  }

  /** What a scrape would read now. */
  gaugeNow(name: string): number | readonly Sample[] | undefined {
    return this.#gauges.get(name)?.();
  }

  #add(series: string, amount: number): void {
    this.counts.set(series, (this.counts.get(series) ?? 0) + amount);
  }
}

const seriesOf = (name: string, labels: Labels = {}): string => [name, ...Object.values(labels)].join(" ");
