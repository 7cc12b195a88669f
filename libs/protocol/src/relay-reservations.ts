import type { RelayCandidate } from "./relay-candidate.ts";

/** [CL-33] The longest that a choice counts before the relay itself says that the session is there. */
const SECONDS = 30;

/**
 * Sessions that were sent to a relay and are not in what it says of itself yet [CL-33]. Each counts from its choice for at most 30 s, and ends earlier as the number of
 * sessions that the relay advertises rises: the oldest first, since they arrive in about the order they were chosen in. Nobody has to say which session it was.
 *
 * Other rendezvous choose at the same time and tell nobody. Where `sharers` of them share the clients evenly, one reservation of ours stands for `sharers` sessions, and a
 * rise by `sharers` sessions ends one of ours: right in the mean without a message. Sessions that end hide as many arrivals; those reservations run out by themselves.
 * Kept in 30 counters a relay, whatever the rate.
 */
export class RelayReservations {
  readonly #ledgers = new Map<string, Ledger>();
  #seen: readonly RelayCandidate[] | undefined;
  #sharers = 1;

  /** Reads what the relays say now. Harmless to repeat: only another list than last time is read. */
  look(relays: readonly RelayCandidate[], nowMs: number, sharers: number): void {
    this.#sharers = Math.max(1, sharers);
    if (relays === this.#seen) return;
    this.#seen = relays;
    const said = sumByName(relays);
    for (const [name, { sessions, relays }] of said) {
      const ledger = this.#ledger(name, sessions);
      ledger.sessionsNow(sessions, this.#sharers, nowMs);
      ledger.relays = relays;
    }
    for (const name of this.#ledgers.keys()) if (!said.has(name)) this.#ledgers.delete(name);
  }

  /** Of a relay of the list that was read last. */
  reserve(name: string, nowMs: number): void {
    this.#ledgers.get(name)?.add(nowMs);
  }

  /** Of all rendezvous together, as far as can be told; where several relays share the name [CL-38], one relay's part. */
  sessionsOf(name: string, nowMs: number): number {
    const ledger = this.#ledgers.get(name);
    return ledger === undefined ? 0 : (ledger.sum(nowMs) * this.#sharers) / ledger.relays;
  }

  #ledger(name: string, sessions: number): Ledger {
    const known = this.#ledgers.get(name);
    if (known !== undefined) return known;
    const ledger = new Ledger(sessions);
    this.#ledgers.set(name, ledger);
    return ledger;
  }
}

interface Said {
  readonly sessions: number;
  readonly relays: number;
}

function sumByName(relays: readonly RelayCandidate[]): ReadonlyMap<string, Said> {
  const said = new Map<string, Said>();
  for (const { name, sessions } of relays) {
    const before = said.get(name) ?? { sessions: 0, relays: 0 };
    said.set(name, { sessions: before.sessions + sessions, relays: before.relays + 1 });
  }
  return said;
}

/** One counter for each of the last 30 seconds. */
class Ledger {
  /** That share the name. */
  relays = 1;
  readonly #counts = new Float64Array(SECONDS);
  /** The second of the newest counter. */
  #second = 0;
  #sessions: number;

  constructor(sessions: number) {
    this.#sessions = sessions;
  }

  add(nowMs: number): void {
    this.#turnTo(nowMs);
    this.#counts[this.#second % SECONDS] = (this.#counts[this.#second % SECONDS] ?? 0) + 1;
  }

  sum(nowMs: number): number {
    this.#turnTo(nowMs);
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  sessionsNow(sessions: number, sharers: number, nowMs: number): void {
    this.#turnTo(nowMs);
    this.#release((sessions - this.#sessions) / sharers);
    this.#sessions = sessions;
  }

  #release(amount: number): void {
    let left = amount;
    for (let age = SECONDS - 1; age >= 0 && left > 0; age -= 1) {
      const index = (this.#second + SECONDS - age) % SECONDS;
      const taken = Math.min(left, this.#counts[index] ?? 0);
      this.#counts[index] = (this.#counts[index] ?? 0) - taken;
      left -= taken;
    }
  }

  #turnTo(nowMs: number): void {
    const second = Math.floor(nowMs / 1000);
    const from = Math.max(this.#second + 1, second - SECONDS + 1);
    for (let over = from; over <= second; over += 1) this.#counts[over % SECONDS] = 0;
    this.#second = Math.max(this.#second, second);
  }
}
