import { type Clock, ExpiringMap } from "@fairlead/base";
import type { SharedCounters } from "@fairlead/cluster";
import type { RegistrationLimitSettings } from "@fairlead/protocol";
import { limitKey } from "@fairlead/wire";

const WINDOWS = [
  { name: "minute", windowMs: 60_000 },
  { name: "day", windowMs: 86_400_000 },
] as const;
/** An address that is over a limit is asked of again after this time, by letting one more through. */
const REMEMBERED_MS = 10_000;

/**
 * The limits of new ids by address, over all nodes [CL-26]. Nobody waits for them: what an address adds is counted beside its claim, and an address that went over is refused
 * for a while. When the counters do not answer, each node limits alone.
 */
export class SharedLimits {
  readonly #clock: Clock;
  readonly #counters: SharedCounters | undefined;
  readonly #settings: RegistrationLimitSettings;
  readonly #over: ExpiringMap<string, true>;

  constructor(clock: Clock, counters: SharedCounters | undefined, settings: RegistrationLimitSettings) {
    this.#clock = clock;
    this.#counters = counters;
    this.#settings = settings;
    this.#over = new ExpiringMap({ capacity: settings.maxAddresses, lifetimeMs: REMEMBERED_MS });
  }

  isOver(ip: string): boolean {
    return this.#over.get(limitKey(ip), this.#clock.now()) !== undefined;
  }

  /** This address has registered an id that was new, or another's. */
  count(ip: string): void {
    if (this.#counters === undefined || this.#settings.exempt?.contains(ip)) return;
    const key = limitKey(ip);
    const most = { minute: this.#settings.perAddress, day: this.#settings.idsPerAddressAndDay };
    for (const { name, windowMs } of WINDOWS)
      void this.#counters.add(`ids:${name}:${key}`, 1, windowMs).then(
        (sum) => (sum > most[name] ? this.#over.set(key, true, this.#clock.now()) : undefined),
        // Whoever else calls the store tells of its absence.
        () => undefined,
      );
  }
}
