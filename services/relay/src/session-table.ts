import type { ForwardingEngine, JoinEnd } from "@fairlead/cluster";
import type { Leg } from "@fairlead/net";
import type { DowngradeChange } from "@fairlead/protocol";
import type { AddressRules } from "./address-rules.ts";
import type { ArrivedLeg, LegPair } from "./arrived-leg.ts";
import type { Bandwidth } from "./bandwidth.ts";
import type { LegRefusals } from "./leg-refusals.ts";
import type { RelayMetrics } from "./relay-metrics.ts";
import type { RelayPorts } from "./relay-ports.ts";
import { Session, type SessionSample } from "./session.ts";
import type { SessionEnd } from "./session-end.ts";

/** How often sessions are measured, in milliseconds. */
const SAMPLE_MS = 1_000;

export interface SessionTableParts {
  readonly engine: ForwardingEngine<Leg>;
  readonly bandwidth: Bandwidth;
  readonly rules: AddressRules;
  readonly metrics: RelayMetrics;
  readonly refusals: LegRefusals;
}

export interface SessionTableSettings {
  readonly idleTimeoutMs: number;
  readonly maxSessions: number;
}

/** The sessions that are carried now. Measures them once a second and keeps their limits and the address lists in force [RL-9] [RL-10] [RL-11]. */
export class SessionTable implements AsyncDisposable {
  readonly #ports: RelayPorts;
  readonly #parts: SessionTableParts;
  readonly #settings: SessionTableSettings;
  readonly #sessions = new Map<number, Session>();
  readonly #waiters = new Set<() => void>();
  readonly #timer: Disposable;
  #lastId = 0;

  constructor(ports: RelayPorts, parts: SessionTableParts, settings: SessionTableSettings) {
    this.#ports = ports;
    this.#parts = parts;
    this.#settings = settings;
    this.#timer = ports.clock.every(SAMPLE_MS, () => this.#sampleAll());
  }

  get size(): number {
    return this.#sessions.size;
  }

  list(): readonly Session[] {
    return [...this.#sessions.values()];
  }

  /** Joins the two legs until they end; refuses both when the table is full. */
  open(pair: LegPair): void {
    const openedMs = this.#ports.clock.now();
    this.#parts.metrics.pairingSeconds.observe((openedMs - pair.first.arrivedMs) / 1000);
    if (this.size >= this.#settings.maxSessions) this.#refuse(pair);
    else this.#start(pair, openedMs);
  }

  /** False when there is no such session. */
  kick(id: number): boolean {
    const session = this.#sessions.get(id);
    session?.kick();
    return session !== undefined;
  }

  /** Limits or lists have changed: applies them to every session now. */
  enforce(): void {
    for (const session of this.#sessions.values()) {
      if (this.#ends(session).some(({ remote }) => this.#parts.rules.refuses(remote.ip))) session.kick();
      else this.#applyLimits(session);
    }
  }

  /** Resolves when no session is left, or when waiting is over. */
  async whenEmpty(waitingIsOver: AbortSignal): Promise<void> {
    if (this.size === 0 || waitingIsOver.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiters.add(resolve);
    waitingIsOver.addEventListener("abort", () => resolve(), { once: true });
    await promise;
    this.#waiters.delete(resolve);
  }

  /** Ends what is left. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const session of this.#sessions.values()) session.abort.abort();
    await this.whenEmpty(this.#ports.clock.deadline(SAMPLE_MS));
    this.#timer[Symbol.dispose]();
  }

  #start(pair: LegPair, openedMs: number): void {
    this.#lastId += 1;
    const session = new Session({ id: this.#lastId, openedMs, ...byRole(pair) }, this.#parts.bandwidth);
    this.#applyLimits(session);
    this.#sessions.set(session.facts.id, session);
    this.#tellOpened(session);
    void this.#carry(session);
  }

  #refuse({ first, second }: LegPair): void {
    for (const leg of [first, second]) {
      this.#ports.drops.drop("table_full");
      this.#parts.refusals.tell("table_full", leg);
      leg.leg.destroy("table_full");
    }
  }

  async #carry(session: Session): Promise<void> {
    const { first, second } = session.facts;
    const { forward, backward, abort } = session;
    const options = { clock: this.#ports.clock, idleTimeoutMs: this.#settings.idleTimeoutMs, forward, backward };
    const end = await this.#parts.engine.join(first.leg, second.leg, { ...options, signal: abort.signal });
    this.#close(session, end);
  }

  #close(session: Session, end: JoinEnd): void {
    this.#sessions.delete(session.facts.id);
    this.#count(session.sample(this.#parts.bandwidth, this.#ports.clock.now()));
    const endName = session.endName(end);
    this.#parts.metrics.sessionEnded(endName);
    this.#tellClosed(session, endName);
    if (this.size === 0) for (const resolve of this.#waiters) resolve();
  }

  #applyLimits(session: Session): void {
    const slowed = this.#ends(session).some(({ remote }) => this.#parts.rules.slows(remote.ip));
    session.applyLimits(this.#parts.bandwidth, slowed, this.#ports.clock.now());
  }

  #ends(session: Session): readonly [ArrivedLeg, ArrivedLeg] {
    return [session.facts.first, session.facts.second];
  }

  #sampleAll(): void {
    for (const session of this.#sessions.values()) {
      const sample = session.sample(this.#parts.bandwidth, this.#ports.clock.now());
      this.#count(sample);
      if (sample.forward !== undefined) this.#tellSpeedChange(session, sample.forward, "to_controlled");
      if (sample.backward !== undefined) this.#tellSpeedChange(session, sample.backward, "from_controlled");
    }
  }

  #count({ forwardBytes, backwardBytes }: SessionSample): void {
    this.#parts.metrics.toControlled.add(forwardBytes);
    this.#parts.metrics.fromControlled.add(backwardBytes);
  }

  #tellOpened({ facts }: Session): void {
    this.#ports.logger[facts.probe ? "debug" : "info"]("relay.session.opened", {
      session: facts.id,
      uuid: facts.uuid,
      ...endFields(facts.first, facts.second),
    });
  }

  #tellClosed(session: Session, end: SessionEnd): void {
    const { facts, forward, backward } = session;
    this.#ports.logger[facts.probe ? "debug" : "info"]("relay.session.closed", {
      session: facts.id,
      uuid: facts.uuid,
      end,
      ...endFields(facts.first, facts.second),
      durationMs: Math.round(this.#ports.clock.now() - facts.openedMs),
      bytesToControlled: forward.meter.bytes,
      bytesFromControlled: backward.meter.bytes,
    });
  }

  #tellSpeedChange(session: Session, change: DowngradeChange, direction: string): void {
    const { singleMbps, slowMbps, downgradeThreshold, downgradeStartCheckMs } = this.#parts.bandwidth.limits;
    const nowMbps = change === "downgraded" || session.slowed ? slowMbps : singleMbps;
    this.#ports.logger.warn(`relay.session.${change}`, {
      session: session.facts.id,
      uuid: session.facts.uuid,
      direction,
      reason: `this direction of the session is now limited to ${nowMbps} Mb/s`,
      setting: `DOWNGRADE_THRESHOLD=${downgradeThreshold}, DOWNGRADE_START_CHECK=${downgradeStartCheckMs / 1000}`,
      do: "raise DOWNGRADE_THRESHOLD or SINGLE_BANDWIDTH if this user may go on",
    });
  }
}

/** The controlling side first, where it can be told. */
function byRole(pair: LegPair): LegPair {
  const swap = pair.second.controlling && !pair.first.controlling;
  return swap ? { ...pair, first: pair.second, second: pair.first } : pair;
}

function endFields(first: ArrivedLeg, second: ArrivedLeg) {
  return { fromIp: first.remote.ip, fromBy: first.transport, toIp: second.remote.ip, toBy: second.transport };
}
