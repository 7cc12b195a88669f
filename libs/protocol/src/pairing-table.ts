import type { DropReason, SessionUuid } from "@fairlead/base";
import { HeldByAddress } from "./held-by-address.ts";

export interface PairingSettings {
  /** How long a leg is held whose uuid nobody has brokered yet: B may arrive before its answer has [RL-4]. */
  readonly unbrokeredHoldMs: number;
  readonly maxUnbrokered: number;
  /** Of one address, IPv6 by /64: one stranger does not fill the table. */
  readonly maxUnbrokeredPerAddress: number;
  /** How long a brokered leg waits for the other. */
  readonly brokeredWaitMs: number;
  readonly maxBrokered: number;
}
export const pairingDefaults: PairingSettings = {
  unbrokeredHoldMs: 5000,
  maxUnbrokered: 1000,
  maxUnbrokeredPerAddress: 250,
  brokeredWaitMs: 30_000,
  maxBrokered: 20_000,
};

/**
 * `wait`: until `deadlineMs`; close `displaced`, which made room, without a byte. `pair`: carry these two; `first` is the one that waited. The admission is used up now, and only now. `refuse`: close
 * without a byte.
 */
export type PairingDecision<Leg> =
  | {
      readonly kind: "wait";
      readonly deadlineMs: number;
      readonly brokered: boolean;
      readonly displaced?: GivenUpLeg<Leg>;
    }
  | { readonly kind: "pair"; readonly uuid: SessionUuid; readonly first: Leg; readonly second: Leg }
  | { readonly kind: "refuse"; readonly reason: DropReason };

/** A leg the table has taken out. */
export interface GivenUpLeg<Leg> {
  readonly leg: Leg;
  readonly uuid: SessionUuid;
  /**
   * Its time was up: `not_brokered`, or `no_partner` for a brokered leg that stayed alone. It made room: `address_limit` for another of its address,
   * `table_full` for anybody's.
   */
  readonly reason: DropReason;
}

interface Waiting<Leg> {
  readonly leg: Leg;
  readonly uuid: SessionUuid;
  readonly address: string;
  readonly brokered: boolean;
  readonly deadlineMs: number;
}

/**
 * Who waits for whom on a relay [RL-2] [RL-3] [RL-4]. A pure state machine: looking up and entering are one step, so two legs of one uuid always
 * find each other, whatever their order. A leg is any object; the table compares it by identity and holds it only while it waits.
 *
 * At most two legs of one uuid wait, and two only while it is not brokered: the admission then pairs them. A relay without admissions passes
 * `brokered = true` always: then a third leg waits anew.
 */
export class PairingTable<Leg extends object> {
  readonly #settings: PairingSettings;
  readonly #byUuid = new Map<SessionUuid, readonly Waiting<Leg>[]>();
  readonly #byLeg = new Map<Leg, Waiting<Leg>>();
  /** Both in order of arrival, which is the order of their deadlines. */
  readonly #unbrokered = new HeldByAddress<Waiting<Leg>>();
  readonly #brokered = new Set<Waiting<Leg>>();

  constructor(settings: PairingSettings = pairingDefaults) {
    this.#settings = settings;
  }

  get waiting(): number {
    return this.#byLeg.size;
  }

  get unbrokered(): number {
    return this.#unbrokered.size;
  }

  /** A leg's first message was accepted. `brokered` = its uuid has a valid admission now; `address` is what limits go by. */
  arrive(leg: Leg, uuid: SessionUuid, address: string, brokered: boolean, nowMs: number): PairingDecision<Leg> {
    const [first] = this.#of(uuid);
    if (!brokered)
      return this.#hold({ leg, uuid, address, brokered, deadlineMs: nowMs + this.#settings.unbrokeredHoldMs });
    if (first === undefined) return this.#wait({ leg, uuid, address }, nowMs);
    this.#remove(first);
    return { kind: "pair", uuid, first: first.leg, second: leg };
  }

  /** An admission has come. `undefined`: nobody waits for it. */
  admit(uuid: SessionUuid, nowMs: number): PairingDecision<Leg> | undefined {
    const [first, second] = this.#of(uuid);
    if (first === undefined) return undefined;
    if (second === undefined) return first.brokered ? waitOf(first) : this.#promote(first, nowMs);
    this.#remove(first);
    this.#remove(second);
    return { kind: "pair", uuid, first: first.leg, second: second.leg };
  }

  /** The leg ended. True when it was waiting; a leg that was paired, refused or expired is nothing to the table. */
  leave(leg: Leg): boolean {
    const waiting = this.#byLeg.get(leg);
    if (waiting === undefined) return false;
    this.#remove(waiting);
    return true;
  }

  /** Takes out the legs whose time is up: close them without a byte. */
  expire(nowMs: number): GivenUpLeg<Leg>[] {
    return [
      ...this.#expireFrom(this.#unbrokered, "not_brokered", nowMs),
      ...this.#expireFrom(this.#brokered, "no_partner", nowMs),
    ];
  }

  /** When `expire` has work next; `undefined` = nobody waits. */
  nextDeadlineMs(): number | undefined {
    const [held] = this.#unbrokered;
    const [waiting] = this.#brokered;
    if (held === undefined || waiting === undefined) return (held ?? waiting)?.deadlineMs;
    return Math.min(held.deadlineMs, waiting.deadlineMs);
  }

  #of(uuid: SessionUuid): readonly Waiting<Leg>[] {
    return this.#byUuid.get(uuid) ?? [];
  }

  /** Honest legs are admitted within a round trip, so the oldest is the least likely to be one: it makes room for the newcomer [RL-4]. */
  #hold(arriving: Waiting<Leg>): PairingDecision<Leg> {
    if (this.#of(arriving.uuid).length >= 2) return { kind: "refuse", reason: "not_brokered" };
    const displaced = this.#makeRoom(arriving.address);
    const decision = this.#enter(arriving);
    return displaced === undefined ? decision : { ...decision, displaced };
  }

  #makeRoom(address: string): GivenUpLeg<Leg> | undefined {
    const { maxUnbrokered, maxUnbrokeredPerAddress } = this.#settings;
    if (this.#unbrokered.countOf(address) >= maxUnbrokeredPerAddress) return this.#displace(address, "address_limit");
    if (this.#unbrokered.size < maxUnbrokered) return undefined;
    return this.#displace(this.#unbrokered.busiest(address), "table_full");
  }

  #displace(address: string, reason: DropReason): GivenUpLeg<Leg> | undefined {
    const oldest = this.#unbrokered.oldestOf(address);
    return oldest === undefined ? undefined : this.#giveUp(oldest, reason);
  }

  #wait(arriving: Pick<Waiting<Leg>, "leg" | "uuid" | "address">, nowMs: number): PairingDecision<Leg> {
    if (this.#brokered.size >= this.#settings.maxBrokered) return { kind: "refuse", reason: "table_full" };
    return this.#enter({ ...arriving, brokered: true, deadlineMs: nowMs + this.#settings.brokeredWaitMs });
  }

  /** A held leg that was brokered after all; over the bound it stays a held one. */
  #promote(held: Waiting<Leg>, nowMs: number): PairingDecision<Leg> {
    if (this.#brokered.size >= this.#settings.maxBrokered) return waitOf(held);
    this.#remove(held);
    return this.#wait(held, nowMs);
  }

  #enter(waiting: Waiting<Leg>): WaitDecision<Leg> {
    this.#byUuid.set(waiting.uuid, [...this.#of(waiting.uuid), waiting]);
    this.#byLeg.set(waiting.leg, waiting);
    (waiting.brokered ? this.#brokered : this.#unbrokered).add(waiting);
    return waitOf(waiting);
  }

  #remove(waiting: Waiting<Leg>): void {
    const others = this.#of(waiting.uuid).filter((one) => one !== waiting);
    if (others.length === 0) this.#byUuid.delete(waiting.uuid);
    else this.#byUuid.set(waiting.uuid, others);
    this.#byLeg.delete(waiting.leg);
    this.#brokered.delete(waiting);
    this.#unbrokered.delete(waiting);
  }

  #expireFrom(legs: Iterable<Waiting<Leg>>, reason: DropReason, nowMs: number): GivenUpLeg<Leg>[] {
    const expired: GivenUpLeg<Leg>[] = [];
    for (const waiting of legs) {
      if (waiting.deadlineMs > nowMs) break;
      expired.push(this.#giveUp(waiting, reason));
    }
    return expired;
  }

  #giveUp(waiting: Waiting<Leg>, reason: DropReason): GivenUpLeg<Leg> {
    this.#remove(waiting);
    return { leg: waiting.leg, uuid: waiting.uuid, reason };
  }
}

type WaitDecision<Leg> = Extract<PairingDecision<Leg>, { kind: "wait" }>;

function waitOf<Leg>(waiting: Waiting<Leg>): WaitDecision<Leg> {
  return { kind: "wait", deadlineMs: waiting.deadlineMs, brokered: waiting.brokered };
}
