import { type Clock, delay, errorMessage, type Logger, type Metrics, type Random } from "@fairlead/base";
import type { KubeApi } from "../connection/kube-api.ts";
import { isConflict, isNotFound } from "../errors.ts";
import { kinds, kubePath } from "../objects/kinds.ts";
import type { OwnerReference } from "../objects/kube-object.ts";
import type { Lease } from "../objects/models.ts";
import { LeadingTerm } from "./leading-term.ts";
import { freeLease, heldLease, type LeaseWords } from "./lease-record.ts";
import { LeaseSighting } from "./lease-sighting.ts";

const LEASE_MS = 10_000;
const RENEW_DEADLINE_MS = 7_000;
const RETRY_MS = 2_000;
/** After somebody else wrote at the same time. */
const CONFLICT_MS = 100;

export interface LeaseElectionPorts {
  readonly api: KubeApi;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

export interface LeaseElectionSettings {
  readonly namespace: string;
  readonly name: string;
  /** Of this process alone, in this life. */
  readonly identity: string;
  /** Whoever deletes it deletes the lease, too [KU-10]; `undefined` = not known yet. */
  readonly owner?: (() => OwnerReference | undefined) | undefined;
  /** 10, 7 and 2 s unless told. */
  readonly leaseMs?: number | undefined;
  readonly renewDeadlineMs?: number | undefined;
  readonly retryMs?: number | undefined;
}

/**
 * Of several processes one leads [KU-3]. The holder writes its lease anew every 2 s and gives itself up when it could not for 7 s; others take it when they have seen no change for 10 s by their own
 * clock, so two never lead at a time, whatever the clocks on the walls say.
 */
export class LeaseElection implements AsyncDisposable {
  readonly #ports: LeaseElectionPorts;
  readonly #words: LeaseWords;
  readonly #retryMs: number;
  readonly #requestMs: number;
  readonly #term: LeadingTerm;
  readonly #sighting = new LeaseSighting();
  readonly #over = new AbortController();
  #running: Promise<void> | undefined;

  constructor(ports: LeaseElectionPorts, settings: LeaseElectionSettings) {
    const { leaseMs = LEASE_MS, renewDeadlineMs = RENEW_DEADLINE_MS, retryMs = RETRY_MS } = settings;
    this.#ports = { ...ports, logger: ports.logger.child({ lease: settings.name, identity: settings.identity }) };
    this.#words = { ...settings, leaseMs };
    this.#retryMs = retryMs;
    this.#requestMs = renewDeadlineMs / 2;
    this.#term = new LeadingTerm(ports.clock, renewDeadlineMs, (leading) => this.#log(leading));
    const status = { name: "leader_election_master_status", help: "1 = this process leads" };
    ports.metrics.gauge(status, () => [{ labels: { name: settings.name }, value: this.leading ? 1 : 0 }]);
  }

  /** True only while nobody else can lead: asked of the local clock, not of a timer that may be late. */
  get leading(): boolean {
    return this.#term.leading;
  }

  /** Of the present term: aborts when it ends. Aborted already while another leads. */
  get signal(): AbortSignal {
    return this.#term.signal;
  }

  /** Who leads as far as is known. */
  get holder(): string | undefined {
    return this.#sighting.lease?.spec?.holderIdentity || undefined;
  }

  start(): void {
    if (!this.#over.signal.aborted) this.#running ??= this.#run();
  }

  /** Called after it changed. */
  onChange(listener: (leading: boolean) => void): Disposable {
    return this.#term.onChange(listener);
  }

  /** Ends the term, then gives the lease back if it is ours, so that another leads within 3 s. */
  async [Symbol.asyncDispose](): Promise<void> {
    const ours = this.leading;
    this.#over.abort();
    this.#term.end();
    await this.#running;
    const lease = this.#sighting.lease;
    if (!ours || lease?.spec?.holderIdentity !== this.#words.identity) return;
    try {
      await this.#put(freeLease(lease, this.#ports.clock.wall()));
    } catch (error) {
      this.#ports.logger.warn("kube.lease_kept", { reason: errorMessage(error), do: "nothing: it runs out by itself" });
    }
  }

  async #run(): Promise<void> {
    const { clock, logger } = this.#ports;
    while (!this.#over.signal.aborted) {
      let waitMs = this.#retryMs;
      try {
        waitMs = await (this.leading ? this.#renew() : this.#campaign());
      } catch (error) {
        if (this.#over.signal.aborted) return;
        if (isConflict(error)) waitMs = await this.#afterConflict();
        else logger.warn("kube.lease_failed", { reason: errorMessage(error), leading: this.leading });
        if (isNotFound(error)) this.#term.end();
      }
      await delay(clock, waitMs, this.#over.signal);
    }
  }

  async #renew(): Promise<number> {
    await this.#hold(this.#sighting.lease);
    return this.#retryMs;
  }

  /** Answers when to look again: when the lease may run out, at the latest after the usual time. A lease that somebody deleted still binds for as long as its holder believes in it. */
  async #campaign(): Promise<number> {
    const { clock, random } = this.#ports;
    const found = await this.#look();
    const seen = found ?? this.#sighting.lease;
    const heldForMs = seen?.spec?.holderIdentity === this.#words.identity ? 0 : this.#sighting.heldForMs(clock.now());
    if (heldForMs > 0) return Math.min(heldForMs, this.#retryMs * (1 - random.uint32() / 2 ** 32 / 5));
    await this.#hold(found);
    return this.#retryMs;
  }

  /** Counts from before it was asked: the server may have written it then. */
  async #hold(before: Lease | undefined): Promise<void> {
    const sentAtMs = this.#ports.clock.now();
    const lease = heldLease(this.#words, before, this.#ports.clock.wall());
    const written = await (before === undefined ? this.#create(lease) : this.#put(lease));
    this.#sighting.saw(written, this.#ports.clock.now());
    if (!this.#over.signal.aborted) this.#term.hold(sentAtMs);
  }

  /** Somebody wrote, perhaps we ourselves, with an answer that got lost. */
  async #afterConflict(): Promise<number> {
    try {
      const lease = await this.#look();
      if (lease?.spec?.holderIdentity !== this.#words.identity) this.#term.end();
    } catch (error) {
      this.#ports.logger.warn("kube.lease_failed", { reason: errorMessage(error), leading: this.leading });
    }
    return CONFLICT_MS;
  }

  async #look(): Promise<Lease | undefined> {
    try {
      const lease = await this.#ports.api.request<Lease>("GET", this.#path(this.#words.name), this.#bounded());
      this.#sighting.saw(lease, this.#ports.clock.now());
      return lease;
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  async #create(lease: Lease): Promise<Lease> {
    return await this.#ports.api.request<Lease>("POST", this.#path(), { ...this.#bounded(), body: lease });
  }

  async #put(lease: Lease): Promise<Lease> {
    const path = this.#path(this.#words.name);
    return await this.#ports.api.request<Lease>("PUT", path, { ...this.#bounded(), body: lease });
  }

  /** One connection that hangs does not cost the term. */
  #bounded(): { readonly deadlineMs: number } {
    return { deadlineMs: this.#requestMs };
  }

  #path(name?: string): string {
    return kubePath(kinds.lease, { namespace: this.#words.namespace, name });
  }

  #log(leading: boolean): void {
    this.#ports.logger.info(leading ? "kube.leading" : "kube.not_leading", { holder: this.holder });
  }
}
