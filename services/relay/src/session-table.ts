import type { SessionUuid, TenantId } from "@fairlead/base";
import type { ForwardingEngine, JoinEnd } from "@fairlead/cluster";
import type { Leg } from "@fairlead/net";
import type { AddressRules } from "./address-rules.ts";
import type { ArrivedLeg, LegPair } from "./arrived-leg.ts";
import type { Bandwidth } from "./bandwidth.ts";
import type { LegRefusals } from "./leg-refusals.ts";
import { LoadMeter } from "./load-meter.ts";
import type { RelayBounds, SharedLoad } from "./relay-load.ts";
import type { RelayMetrics } from "./relay-metrics.ts";
import type { RelayPorts } from "./relay-ports.ts";
import { Session, type SessionSample } from "./session.ts";
import type { EndedBy } from "./session-end.ts";
import { SessionGate } from "./session-gate.ts";
import { SessionLog } from "./session-log.ts";
import type { SessionRefusal } from "./session-refusal.ts";

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
  readonly #log: SessionLog;
  readonly #load: LoadMeter;
  readonly #gate: SessionGate;
  #lastId = 0;
  #probes = 0;

  constructor(ports: RelayPorts, parts: SessionTableParts, settings: SessionTableSettings) {
    this.#ports = ports;
    this.#parts = parts;
    this.#settings = settings;
    this.#log = new SessionLog(ports.logger);
    this.#load = new LoadMeter(ports.clock.now());
    this.#gate = new SessionGate(parts.bandwidth);
    this.#timer = ports.clock.every(SAMPLE_MS, () => this.#sampleAll());
  }

  get size(): number {
    return this.#sessions.size;
  }

  list(): readonly Session[] {
    return [...this.#sessions.values()];
  }

  /** Joins the two legs until they end; refuses both when a bound says so. */
  open(pair: LegPair): void {
    const openedMs = this.#ports.clock.now();
    this.#parts.metrics.pairingSeconds.observe((openedMs - pair.first.arrivedMs) / 1000);
    const refusal = this.#refusalOf(pair, openedMs);
    if (refusal !== undefined) this.#refuse(pair, refusal);
    else this.#start(pair, openedMs);
  }

  /** What it may carry from now on [CL-33]; sessions that run stay. */
  bound(bounds: RelayBounds): void {
    this.#gate.bound(bounds, this.#ports.clock.now());
  }

  /** As of the last second. */
  load(): {
    readonly usedBps: number;
    readonly meanSessionBps: number;
    readonly sessions: number;
    cluster: SharedLoad;
  } {
    const { usedBps, meanSessionBps } = this.#load;
    const sessions = this.#clientSessions();
    return {
      usedBps,
      meanSessionBps,
      sessions,
      cluster: this.#load.clusterLoad(this.#parts.bandwidth.cluster, sessions, this.#ports.clock.now()),
    };
  }

  /** False when there is no such session. */
  kick(id: number): boolean {
    const session = this.#sessions.get(id);
    session?.kick();
    return session !== undefined;
  }

  /** Ends the newest session of this uuid: its admission had been used. */
  endUsed(uuid: SessionUuid): void {
    this.list()
      .findLast(({ facts }) => facts.uuid === uuid)
      ?.end("admissionUsed");
  }

  /** Ends so many of the oldest; answers how many there were. */
  cut(count: number): number {
    const oldest = this.list()
      .filter(({ facts }) => !facts.probe)
      .slice(0, count);
    for (const session of oldest) session.end("drained");
    return oldest.length;
  }

  /** Ends all sessions of a tenant. */
  endTenant(tenant: TenantId, by: EndedBy): void {
    for (const session of this.#sessions.values()) if (session.tenant?.tenant === tenant) session.end(by);
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

  /** Ends what is left. Each has its record, also one whose sockets do not close in time [CL-39]. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const session of this.#sessions.values()) session.abort.abort();
    await this.whenEmpty(this.#ports.clock.deadline(SAMPLE_MS));
    for (const session of this.#sessions.values()) this.#close(session, "aborted");
    this.#timer[Symbol.dispose]();
  }

  #start(pair: LegPair, openedMs: number): void {
    this.#lastId += 1;
    const session = new Session({ id: this.#lastId, openedMs, ...byRole(pair) }, this.#parts.bandwidth);
    this.#applyLimits(session);
    this.#sessions.set(session.facts.id, session);
    if (pair.probe) this.#probes += 1;
    this.#log.opened(session);
    void this.#carry(session);
  }

  #refusalOf({ probe, admission }: LegPair, nowMs: number): SessionRefusal | undefined {
    if (this.size >= this.#settings.maxSessions) return { reason: "table_full" };
    // A relay check weighs nothing, and a relay that is full is not one that fails.
    if (probe) return undefined;
    const tenant = this.#parts.bandwidth.tenantOf(admission, nowMs);
    return this.#gate.capacityRefusal(this.#clientSessions(), this.#load.usedBps) ?? tenant?.refusal();
  }

  #refuse({ first, second }: LegPair, { reason, setting }: SessionRefusal): void {
    for (const leg of [first, second]) {
      this.#ports.drops.drop(reason);
      this.#parts.refusals.tell(reason, leg, setting);
      leg.leg.destroy(reason);
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
    if (!this.#sessions.delete(session.facts.id)) return;
    const nowMs = this.#ports.clock.now();
    this.#count(session, session.sample(this.#parts.bandwidth, nowMs));
    session.leave(nowMs);
    if (session.facts.probe) this.#probes -= 1;
    const endName = session.endName(end);
    this.#parts.metrics.sessionEnded(endName);
    this.#log.closed(session, endName, nowMs);
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
    const { bandwidth } = this.#parts;
    const nowMs = this.#ports.clock.now();
    for (const session of this.#sessions.values()) {
      const sample = session.sample(bandwidth, nowMs);
      this.#count(session, sample);
      const { forward, backward } = sample;
      if (forward !== undefined) this.#log.speedChanged(session, forward, "to_controlled", bandwidth.limits);
      if (backward !== undefined) this.#log.speedChanged(session, backward, "from_controlled", bandwidth.limits);
    }
    this.#load.tick(this.#clientSessions(), nowMs);
    bandwidth.tenants.tick(nowMs);
  }

  /** Whatever is counted anywhere was counted by a session's two meters, once [CL-35]. */
  #count(session: Session, { forwardBytes, backwardBytes }: SessionSample): void {
    this.#parts.metrics.toControlled.add(forwardBytes);
    this.#parts.metrics.fromControlled.add(backwardBytes);
    this.#load.add(forwardBytes, backwardBytes);
    session.tenant?.meter.add(forwardBytes, backwardBytes);
  }

  #clientSessions(): number {
    return this.size - this.#probes;
  }
}

/** The controlling side first, where it can be told. */
function byRole(pair: LegPair): LegPair {
  const swap = pair.second.controlling && !pair.first.controlling;
  return swap ? { ...pair, first: pair.second, second: pair.first } : pair;
}
