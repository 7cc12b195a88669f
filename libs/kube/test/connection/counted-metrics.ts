import type { Counter, Histogram, Labels, MetricSpec, Metrics, Sample } from "@fairlead/base";

/** Numbers as a test reads them, by `name{label="value"}`. */
export class CountedMetrics implements Metrics {
  readonly counts = new Map<string, number>();
  readonly #gauges: { readonly name: string; readonly read: () => number | readonly Sample[] }[] = [];

  counter({ name }: MetricSpec, labels: Labels = {}): Counter {
    const key = seriesOf(name, labels);
    return { add: (amount = 1) => void this.counts.set(key, (this.counts.get(key) ?? 0) + amount) };
  }

  gauge({ name }: MetricSpec, read: () => number | readonly Sample[]): void {
    this.#gauges.push({ name, read });
  }

  histogram({ name }: MetricSpec, labels: Labels = {}): Histogram {
    const key = seriesOf(`${name}_count`, labels);
    return { observe: () => void this.counts.set(key, (this.counts.get(key) ?? 0) + 1) };
  }

  /** Gauges too, as they read now. */
  read(): Record<string, number> {
    const gauges = this.#gauges.flatMap(({ name, read }) => {
      const reading = read();
      const samples = typeof reading === "number" ? [{ labels: {}, value: reading }] : reading;
      return samples.map(({ labels, value }) => [seriesOf(name, labels), value] as const);
    });
    return Object.fromEntries([...this.counts, ...gauges]);
  }
}

function seriesOf(name: string, labels: Labels): string {
  const parts = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return parts.length === 0 ? name : `${name}{${parts.join(",")}}`;
}
