export type Labels = Readonly<Record<string, string>>;

export interface MetricSpec {
  /** Prometheus name with unit suffix, such as `fairlead_relay_bytes_total`. */
  readonly name: string;
  readonly help: string;
}
export interface HistogramSpec extends MetricSpec {
  /** Upper bounds in the unit of the name, ascending. */
  readonly buckets: readonly number[];
}
/** Bound to its labels once, so that counting is one add. */
export interface Counter {
  add(amount?: number): void;
}
export interface Histogram {
  observe(value: number): void;
}
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** Where numbers go. Asking twice for the same name and labels answers the same series. */
export interface Metrics {
  counter(spec: MetricSpec, labels?: Labels): Counter;
  /** Read when scraped, never before. */
  gauge(spec: MetricSpec, read: () => number | readonly Sample[]): void;
  histogram(spec: HistogramSpec, labels?: Labels): Histogram;
}

/** Counts nothing; for callers that were given no metrics. */
export const noMetrics: Metrics = {
  counter: () => ({ add: () => undefined }),
  gauge: () => undefined,
  histogram: () => ({ observe: () => undefined }),
};
