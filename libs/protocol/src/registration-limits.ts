import { ExpiringMap } from "@fairlead/base";
import { type CidrList, limitKey } from "@fairlead/wire";

/** What a registration is refused for; both are read before judging and charged after. */
export interface LimitFacts {
  readonly peerExhausted: boolean;
  readonly addressExhausted: boolean;
}
/** Which counters an accepted registration moves. Refused ones move none. */
export type LimitCharge = "peer" | "address" | "peerAndAddress";

export interface RegistrationLimitSettings {
  /** Registrations of new ids from one address before it must pause. */
  readonly perAddress: number;
  /** An address with more new ids than this in a day may not add another. */
  readonly idsPerAddressAndDay: number;
  /** Addresses that no limit by address applies to: offices behind one address that enrol many devices. */
  readonly exempt: CidrList | undefined;
  readonly maxAddresses: number;
  readonly maxPeers: number;
}
export const registrationLimitDefaults: RegistrationLimitSettings = {
  perAddress: 32,
  idsPerAddressAndDay: 300,
  exempt: undefined,
  maxAddresses: 20_000,
  maxPeers: 100_000,
};

/** One address as the old console shows it. */
export interface AddressCount {
  /** IPv6 as its /64. */
  readonly address: string;
  readonly count: number;
  readonly countedMs: number;
  readonly ids: number;
  readonly idsMs: number;
}

interface PeerCount {
  count: number;
  countedMs: number;
}
interface AddressRecord extends PeerCount {
  ids: Set<string>;
  idsMs: number;
}

const DAY_MS = 86_400_000;
const PEER_BURST = 3;
const wholeSeconds = (ms: number): number => Math.floor(ms / 1000);

/**
 * How often one id and one address may register [RK-5] [RK-6]. An id: 3 in a row, then only when more than 6 whole seconds have passed since the last.
 * An address: 32 in a row, then only when more than 60 whole seconds have passed; and about 300 ids in a day. Bounded: the oldest records make room.
 */
export class RegistrationLimits {
  readonly #settings: RegistrationLimitSettings;
  readonly #peers: ExpiringMap<string, PeerCount>;
  readonly #addresses: ExpiringMap<string, AddressRecord>;

  constructor(settings: RegistrationLimitSettings = registrationLimitDefaults) {
    this.#settings = settings;
    this.#peers = new ExpiringMap({ capacity: settings.maxPeers, lifetimeMs: 7000 });
    this.#addresses = new ExpiringMap({ capacity: settings.maxAddresses, lifetimeMs: DAY_MS + 1000 });
  }

  /** Reads, changes nothing. */
  look(id: string, sourceIp: string, nowMs: number): LimitFacts {
    return {
      peerExhausted: this.#peerExhausted(id, nowMs),
      addressExhausted: this.#addressExhausted(id, sourceIp, nowMs),
    };
  }

  /** Counts an accepted registration. */
  charge(id: string, sourceIp: string, charge: LimitCharge, nowMs: number): void {
    if (charge !== "address") this.#chargePeer(id, nowMs);
    if (charge !== "peer" && !this.#isExempt(sourceIp)) this.#chargeAddress(id, sourceIp, nowMs);
  }

  /** Every address that is counted, oldest first; those idle on both counts are left out. */
  addresses(nowMs: number): AddressCount[] {
    const counts: AddressCount[] = [];
    for (const [address, record] of this.#addresses.entries(nowMs)) counts.push(asCount(address, record));
    return counts;
  }

  /** One address, whose IPv6 form may be any of its /64. */
  address(ip: string, nowMs: number): AddressCount | undefined {
    const key = limitKey(ip);
    const record = this.#addresses.get(key, nowMs);
    return record === undefined ? undefined : asCount(key, record);
  }

  /** Forgets an address: it may register again. */
  forgive(ip: string, nowMs: number): boolean {
    return this.#addresses.delete(limitKey(ip), nowMs) !== undefined;
  }

  #peerExhausted(id: string, nowMs: number): boolean {
    const peer = this.#peers.get(id, nowMs);
    return peer !== undefined && peer.count >= PEER_BURST && wholeSeconds(nowMs - peer.countedMs) <= 6;
  }

  #addressExhausted(id: string, sourceIp: string, nowMs: number): boolean {
    if (this.#isExempt(sourceIp)) return false;
    const record = this.#addresses.get(limitKey(sourceIp), nowMs);
    if (record === undefined) return false;
    const paused = wholeSeconds(nowMs - record.countedMs) > 60;
    if (!paused && record.count > this.#settings.perAddress - 2) return true;
    const sameDay = wholeSeconds(nowMs - record.idsMs) <= DAY_MS / 1000;
    return sameDay && record.ids.size > this.#settings.idsPerAddressAndDay && !record.ids.has(id);
  }

  #chargePeer(id: string, nowMs: number): void {
    const before = this.#peers.get(id, nowMs);
    const rested = before === undefined || wholeSeconds(nowMs - before.countedMs) > 6;
    this.#peers.set(id, { count: rested ? 1 : before.count + 1, countedMs: nowMs }, nowMs);
  }

  #chargeAddress(id: string, sourceIp: string, nowMs: number): void {
    const key = limitKey(sourceIp);
    const before = this.#addresses.get(key, nowMs);
    const record = before ?? { count: 0, countedMs: nowMs, ids: new Set(), idsMs: nowMs };
    if (before !== undefined) countAgain(before, id, nowMs);
    this.#addresses.set(key, record, nowMs);
  }

  #isExempt(ip: string): boolean {
    return this.#settings.exempt?.contains(ip) ?? false;
  }
}

/** The first contact of an address is not counted, so that the numbers are those the old console shows. */
function countAgain(record: AddressRecord, id: string, nowMs: number): void {
  if (wholeSeconds(nowMs - record.countedMs) > 60) record.count = 0;
  if (wholeSeconds(nowMs - record.idsMs) > DAY_MS / 1000) record.ids.clear();
  record.count += 1;
  record.countedMs = nowMs;
  record.ids.add(id);
  record.idsMs = nowMs;
}

function asCount(address: string, record: AddressRecord): AddressCount {
  const { count, countedMs, ids, idsMs } = record;
  return { address, count, countedMs, ids: ids.size, idsMs };
}
