import type { SessionUuid } from "@fairlead/base";
import type { Listener } from "@fairlead/net";
import type { AddressRules } from "./address-rules.ts";
import type { Bandwidth } from "./bandwidth.ts";
import type { LegIntake } from "./leg-intake.ts";
import type { RelayMesh } from "./mesh/relay-mesh.ts";
import type { PairingDesk } from "./pairing-desk.ts";
import type { RelayBounds, RelayLoad, RelayShares, TenantTerms, ThreadVitals } from "./relay-load.ts";
import type { RelayPorts } from "./relay-ports.ts";
import type { Session } from "./session.ts";
import type { SessionTable } from "./session-table.ts";
import type { RelayLimits } from "./settings.ts";

export interface RelayListeners {
  readonly tcp: Listener;
  readonly ws: Listener;
  readonly all: readonly Listener[];
}

export interface RelayParts {
  readonly bandwidth: Bandwidth;
  readonly rules: AddressRules;
  readonly sessions: SessionTable;
  readonly desk: PairingDesk;
  readonly intake: LegIntake;
  readonly listeners: RelayListeners;
  readonly mesh: RelayMesh | undefined;
  readonly meshPort: number | undefined;
}

/** A relay that is up. Disposing ends everything now; `drain` first lets sessions finish. */
export class Relay implements AsyncDisposable {
  readonly #ports: RelayPorts;
  readonly #parts: RelayParts;
  readonly #started: AsyncDisposableStack;

  constructor(ports: RelayPorts, parts: RelayParts, started: AsyncDisposableStack) {
    this.#ports = ports;
    this.#parts = parts;
    this.#started = started;
  }

  get tcpPort(): number {
    return this.#parts.listeners.tcp.port;
  }

  get wsPort(): number {
    return this.#parts.listeners.ws.port;
  }

  /** Where other relays of the same address bring legs; `undefined` without them. */
  get meshPort(): number | undefined {
    return this.#parts.meshPort;
  }

  /** Changes through it are in force at once. */
  get rules(): AddressRules {
    return this.#parts.rules;
  }

  get limits(): RelayLimits {
    return this.#parts.bandwidth.limits;
  }

  get waitingLegs(): number {
    return this.#parts.desk.waiting;
  }

  nowMs(): number {
    return this.#ports.clock.now();
  }

  sessions(): readonly Session[] {
    return this.#parts.sessions.list();
  }

  /** Ends a session now; false when there is none of this id. */
  kick(sessionId: number): boolean {
    return this.#parts.sessions.kick(sessionId);
  }

  /** In force at once, also for sessions that run. */
  changeLimits(change: Partial<RelayLimits>): void {
    this.#parts.bandwidth.change(change, this.#ports.clock.now());
    this.#parts.sessions.enforce();
  }

  /** What it carries, as of the last second; what it knows of admissions, and of its thread, is the asker's to add. */
  load(): Omit<RelayLoad, "outstanding" | keyof ThreadVitals> {
    const { sessions, desk, bandwidth, mesh } = this.#parts;
    const tenants = bandwidth.tenants.loads(this.#ports.clock.now());
    return { ...sessions.load(), waitingLegs: desk.waiting, meshLegs: mesh?.size ?? 0, tenants };
  }

  bound(bounds: RelayBounds): void {
    this.#parts.sessions.bound(bounds);
  }

  /** This relay's part of what several share, for sessions that run too [CL-36]. */
  share(shares: RelayShares): void {
    this.#parts.bandwidth.share(shares, this.#ports.clock.now());
  }

  /** Tenants' policies have changed: in force at once, also for sessions that run [CL-49]. */
  applyTerms(terms: readonly TenantTerms[]): void {
    this.#parts.bandwidth.tenants.setTerms(terms, this.#ports.clock.now());
    for (const { tenant, suspended } of terms) if (suspended) this.#parts.sessions.endTenant(tenant, "suspended");
    this.#parts.sessions.enforce();
  }

  /** Another relay had used this admission: the pair ends [CL-30]. */
  endUsed(uuid: SessionUuid): void {
    this.#parts.sessions.endUsed(uuid);
  }

  /** Ends so many sessions, the oldest, and then legs that another relay carries: a drain has taken too long [KU-17]. */
  cut(count: number): void {
    const ended = this.#parts.sessions.cut(count);
    this.#parts.mesh?.cut(count - ended);
  }

  /** Refuses newcomers and waiting legs from now on, or welcomes them again. The ports stay open; sessions go on [CL-48]. */
  accept(welcome: boolean): void {
    if (welcome) this.#parts.intake.resume();
    else {
      this.#parts.intake.stop();
      this.#parts.desk.refuseAll();
    }
  }

  /** Refuses newcomers, then waits for the sessions to end until waiting is over. Waiting legs are closed: their partner will not get in. */
  async drain(waitingIsOver: AbortSignal): Promise<void> {
    const { intake, listeners, desk, sessions, mesh } = this.#parts;
    intake.stop();
    for (const listener of listeners.all) listener.stopAccepting();
    desk[Symbol.dispose]();
    await Promise.all([sessions.whenEmpty(waitingIsOver), mesh?.whenEmpty(waitingIsOver)]);
  }

  /** Sessions first, so that their connections are gone when the ports close. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#parts.intake.stop();
    this.#parts.desk[Symbol.dispose]();
    this.#parts.mesh?.[Symbol.dispose]();
    await this.#parts.sessions[Symbol.asyncDispose]();
    await this.#started.disposeAsync();
  }
}
