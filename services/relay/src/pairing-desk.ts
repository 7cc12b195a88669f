import type { DropReason, SessionUuid } from "@fairlead/base";
import { type PairingDecision, type PairingSettings, PairingTable } from "@fairlead/protocol";
import { limitKey } from "@fairlead/wire";
import type { ArrivedLeg, LegPair } from "./arrived-leg.ts";
import { EarlyBytes } from "./early-bytes.ts";
import type { LegRefusals } from "./leg-refusals.ts";
import type { RelayPorts } from "./relay-ports.ts";

export interface PairingDeskSettings extends PairingSettings {
  readonly maxEarlyBytes: number;
}

/** Where legs wait for each other and for their admission [RL-2] [RL-3] [RL-4] [RL-5]. The rules are the table's; sockets and timers are here. */
export class PairingDesk implements Disposable {
  readonly #ports: RelayPorts;
  readonly #settings: PairingDeskSettings;
  readonly #refusals: LegRefusals;
  readonly #carry: (pair: LegPair) => void;
  readonly #lone: ((leg: ArrivedLeg) => void) | undefined;
  readonly #table: PairingTable<ArrivedLeg>;
  readonly #listeners = new Map<ArrivedLeg, EarlyBytes>();
  readonly #watching: Disposable | undefined;
  #timer: Disposable | undefined;
  #timerDueMs = Number.POSITIVE_INFINITY;

  /** `lone` hears of each brokered leg that waits for its partner. */
  constructor(
    ports: RelayPorts,
    settings: PairingDeskSettings,
    refusals: LegRefusals,
    carry: (pair: LegPair) => void,
    lone?: (leg: ArrivedLeg) => void,
  ) {
    this.#ports = ports;
    this.#settings = settings;
    this.#refusals = refusals;
    this.#carry = carry;
    this.#lone = lone;
    this.#table = new PairingTable(settings);
    this.#watching = ports.admissions?.watch(({ uuid }) => this.#admitted(uuid));
  }

  get waiting(): number {
    return this.#table.waiting;
  }

  waitingLegs(): readonly ArrivedLeg[] {
    return [...this.#listeners.keys()];
  }

  /** The leg's first message was good. It is read from here on, or refused. */
  arrive(leg: ArrivedLeg): void {
    const { admissions, clock } = this.#ports;
    const address = limitKey(leg.remote.ip);
    const brokered = admissions === undefined || admissions.find(leg.uuid, address) !== undefined;
    this.#act(this.#table.arrive(leg, leg.uuid, address, brokered, clock.now()), leg);
  }

  /** The leg is somebody else's from now on, with what it has sent so far. False when it does not wait any more. */
  takeOut(leg: ArrivedLeg): boolean {
    if (!this.#table.leave(leg)) return false;
    this.#release(leg);
    return true;
  }

  /** Closes a waiting leg, for a reason that came later than it did. */
  refuseWaiting(leg: ArrivedLeg, reason: DropReason): void {
    if (this.#table.leave(leg)) this.#refuse(leg, reason);
  }

  /** Nobody's partner will get in any more. */
  refuseAll(): void {
    for (const leg of this.waitingLegs()) this.refuseWaiting(leg, "aborted");
  }

  [Symbol.dispose](): void {
    this.#watching?.[Symbol.dispose]();
    this.#timer?.[Symbol.dispose]();
    this.refuseAll();
  }

  #admitted(uuid: SessionUuid): void {
    const decision = this.#table.admit(uuid, this.#ports.clock.now());
    if (decision === undefined) return;
    this.#act(decision, undefined);
    if (this.#lone === undefined || decision.kind !== "wait" || !decision.brokered) return;
    for (const leg of this.waitingLegs()) if (leg.uuid === uuid) this.#lone(leg);
  }

  /** `arriving` is undefined when an admission made the decision: then nobody new has to be listened to. */
  #act(decision: PairingDecision<ArrivedLeg>, arriving: ArrivedLeg | undefined): void {
    switch (decision.kind) {
      case "pair":
        this.#pair(decision.uuid, decision.first, decision.second);
        break;
      case "refuse":
        if (arriving !== undefined) this.#refuse(arriving, decision.reason);
        break;
      case "wait":
        if (decision.displaced !== undefined) this.#refuse(decision.displaced.leg, decision.displaced.reason);
        if (arriving !== undefined) this.#listenTo(arriving);
        this.#wakeBy(decision.deadlineMs);
        if (arriving !== undefined && decision.brokered) this.#lone?.(arriving);
        break;
      default:
        decision satisfies never;
    }
  }

  #pair(uuid: SessionUuid, first: ArrivedLeg, second: ArrivedLeg): void {
    const { admissions } = this.#ports;
    const admission = admissions?.find(uuid);
    admissions?.consume(uuid);
    this.#release(first);
    this.#release(second);
    this.#carry({ uuid, first, second, probe: admission?.purpose === "probe", admission });
  }

  #listenTo(leg: ArrivedLeg): void {
    const early = new EarlyBytes(leg.leg, this.#settings.maxEarlyBytes, () => this.#left(leg));
    this.#listeners.set(leg, early);
    leg.leg.attach(early);
  }

  #release(leg: ArrivedLeg): void {
    this.#listeners.get(leg)?.release();
    this.#listeners.delete(leg);
  }

  #left(leg: ArrivedLeg): void {
    this.#listeners.delete(leg);
    this.#table.leave(leg);
  }

  #refuse(leg: ArrivedLeg, reason: DropReason): void {
    this.#release(leg);
    this.#ports.drops.drop(reason);
    this.#refusals.tell(reason, leg);
    leg.leg.destroy(reason);
  }

  /** One timer for all: never later than the next deadline. */
  #wakeBy(deadlineMs: number): void {
    if (deadlineMs >= this.#timerDueMs) return;
    this.#timer?.[Symbol.dispose]();
    this.#timerDueMs = deadlineMs;
    this.#timer = this.#ports.clock.after(deadlineMs - this.#ports.clock.now(), () => this.#expire());
  }

  #expire(): void {
    this.#timerDueMs = Number.POSITIVE_INFINITY;
    for (const { leg, reason } of this.#table.expire(this.#ports.clock.now())) {
      this.#refuse(leg, reason);
    }
    const nextMs = this.#table.nextDeadlineMs();
    if (nextMs !== undefined) this.#wakeBy(nextMs);
  }
}
