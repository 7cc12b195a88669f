/** A connection that can be kept open by heartbeats until its client leaves. */
export interface Reporter {
  keepAlive(onEnded: () => void): void;
}

/** Sessions between A and B that report by a connection of A's [HC-1]: when it ends, so did the session, or A's network. */
export class HealthChecks {
  readonly #reporters = new Set<Reporter>();

  get size(): number {
    return this.#reporters.size;
  }

  /** Harmless twice. */
  add(reporter: Reporter): void {
    this.#reporters.add(reporter);
    reporter.keepAlive(() => this.#reporters.delete(reporter));
  }
}
