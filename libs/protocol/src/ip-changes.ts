import { ExpiringMap } from "@fairlead/base";

export interface IpChangeSettings {
  /** Counting starts anew after this. */
  readonly windowMs: number;
  /** What people are shown. */
  readonly shownMs: number;
  readonly maxIds: number;
  readonly maxAddressesPerId: number;
}
const ipChangeDefaults: IpChangeSettings = {
  windowMs: 180_000,
  shownMs: 360_000,
  maxIds: 10_000,
  maxAddressesPerId: 64,
};

export interface IpChange {
  readonly id: string;
  readonly startedMs: number;
  /** Address to the number of times the id moved to it. */
  readonly addresses: ReadonlyMap<string, number>;
}

interface Record {
  startedMs: number;
  readonly addresses: Map<string, number>;
}

/** Which ids keep moving between addresses: cloned images, flapping links. For people to look at; nothing is refused for it. Bounded. */
export class IpChanges {
  readonly #settings: IpChangeSettings;
  readonly #records: ExpiringMap<string, Record>;

  constructor(settings: IpChangeSettings = ipChangeDefaults) {
    this.#settings = settings;
    this.#records = new ExpiringMap({ capacity: settings.maxIds, lifetimeMs: settings.shownMs });
  }

  /** The id has registered from another address than before: this one. */
  record(id: string, ip: string, nowMs: number): void {
    const before = this.#records.get(id, nowMs);
    if (before === undefined || nowMs - before.startedMs > this.#settings.windowMs) {
      this.#records.set(id, { startedMs: nowMs, addresses: new Map([[ip, 1]]) }, nowMs);
      return;
    }
    const times = before.addresses.get(ip);
    if (times === undefined && before.addresses.size >= this.#settings.maxAddressesPerId) return;
    before.addresses.set(ip, (times ?? 0) + 1);
  }

  /** Ids with more than one address, oldest first. */
  entries(nowMs: number): IpChange[] {
    const changes: IpChange[] = [];
    for (const [id, record] of this.#records.entries(nowMs))
      if (record.addresses.size > 1) changes.push({ id, ...record });
    return changes;
  }

  find(id: string, nowMs: number): IpChange | undefined {
    return this.entries(nowMs).find((change) => change.id === id);
  }

  forget(id: string, nowMs: number): boolean {
    return this.#records.delete(id, nowMs) !== undefined;
  }
}
