import type { Clock, Counter, DropCounter, Metrics, SessionUuid } from "@fairlead/base";
import type { Admission, AdmissionStore } from "@fairlead/cluster";
import { HeldByAddress } from "@fairlead/protocol";

export interface LookupPorts {
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly drops: DropCounter;
  readonly admissionStore: AdmissionStore;
}

export interface LookupSettings {
  /** When the store is read, counted from the leg's arrival. */
  readonly atMs: readonly number[];
  /** Looked for at one time: in all, and for legs of one address, IPv6 by /64. */
  readonly maxLookups: number;
  readonly maxPerAddress: number;
}
/** [CL-30] As many as legs may be held that nobody brokered [RL-4]. */
const lookupDefaults: LookupSettings = { atMs: [0, 500, 2000], maxLookups: 1000, maxPerAddress: 250 };

interface Lookup {
  readonly uuid: SessionUuid;
  readonly address: string;
  readonly timers: DisposableStack;
  over: boolean;
}

/**
 * Looks in the store for admissions of which this relay was told nothing [CL-30]: the bus message was lost, or the leg was faster. One look-up a leg, of three reads; a leg is
 * held longer than that, so the last answer still helps it.
 */
export class AdmissionLookups implements Disposable {
  readonly #ports: LookupPorts;
  readonly #settings: LookupSettings;
  readonly #onFound: (admission: Admission) => void;
  readonly #running = new HeldByAddress<Lookup>();
  readonly #byUuid = new Map<SessionUuid, Set<Lookup>>();

  constructor(ports: LookupPorts, onFound: (admission: Admission) => void, settings: LookupSettings = lookupDefaults) {
    this.#ports = ports;
    this.#settings = settings;
    this.#onFound = onFound;
  }

  get running(): number {
    return this.#running.size;
  }

  /** A leg has come. Above the bounds it is not looked for; the bus may still bring its admission. */
  lookFor(uuid: SessionUuid, address: string): void {
    const { maxLookups, maxPerAddress, atMs } = this.#settings;
    if (this.running >= maxLookups || this.#running.countOf(address) >= maxPerAddress) {
      this.#ports.drops.drop("lookup_limit");
      this.#counted("refused").add();
      return;
    }
    const lookup = this.#begin(uuid, address);
    for (const [index, delayMs] of atMs.entries()) {
      const read = (): void => void this.#read(lookup, index === atMs.length - 1);
      if (delayMs === 0) read();
      else lookup.timers.use(this.#ports.clock.after(delayMs, read));
    }
  }

  /** The admission is known by now, or used up: what a read still answers is void. */
  settle(uuid: SessionUuid): void {
    for (const lookup of [...(this.#byUuid.get(uuid) ?? [])]) this.#end(lookup);
  }

  [Symbol.dispose](): void {
    for (const uuid of [...this.#byUuid.keys()]) this.settle(uuid);
  }

  #begin(uuid: SessionUuid, address: string): Lookup {
    const lookup = { uuid, address, timers: new DisposableStack(), over: false };
    this.#running.add(lookup);
    const others = this.#byUuid.get(uuid);
    if (others === undefined) this.#byUuid.set(uuid, new Set([lookup]));
    else others.add(lookup);
    return lookup;
  }

  async #read(lookup: Lookup, last: boolean): Promise<void> {
    const found = await this.#ports.admissionStore.read(lookup.uuid).catch(() => "failed" as const);
    if (lookup.over) return;
    if (found !== undefined && found !== "failed") {
      this.#counted("found").add();
      this.settle(lookup.uuid);
      this.#onFound(found);
    } else if (last) {
      this.#counted(found ?? "missing").add();
      this.#end(lookup);
    }
  }

  #end(lookup: Lookup): void {
    lookup.over = true;
    lookup.timers.dispose();
    this.#running.delete(lookup);
    const others = this.#byUuid.get(lookup.uuid);
    others?.delete(lookup);
    if (others?.size === 0) this.#byUuid.delete(lookup.uuid);
  }

  #counted(result: "found" | "missing" | "failed" | "refused"): Counter {
    const help = "Admissions looked for in the store for a leg nobody had announced, by what came of it";
    return this.#ports.metrics.counter({ name: "fairlead_relay_admission_lookups_total", help }, { result });
  }
}
