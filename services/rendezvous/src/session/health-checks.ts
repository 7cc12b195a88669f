import type { Session } from "./session.ts";

/** Sessions between A and B that report by a connection of A's [HC-1]: when it ends, so did the session, or A's network. */
export class HealthChecks {
  readonly #sessions = new Set<Session>();

  get size(): number {
    return this.#sessions.size;
  }

  /** Harmless twice. */
  add(session: Session): void {
    this.#sessions.add(session);
    session.keepAlive(() => this.#sessions.delete(session));
  }
}
