import { type Clock, errorMessage, type Logger, type Metrics, type Random } from "@fairlead/base";
import type { NodeRef } from "@fairlead/wire";
import { EchoProof } from "./membership-echo.ts";
import { MembershipMetrics } from "./membership-metrics.ts";
import { KnownNodes } from "./membership-owners.ts";
import { RenewalLoop } from "./membership-renewals.ts";
import { type MembershipSettings, membershipDefaults } from "./membership-settings.ts";
import { StallGuard } from "./membership-stall.ts";
import { NodeWatchers } from "./membership-watchers.ts";
import type { MessageBus } from "./message-bus.ts";
import type { LeaseRenewal, NodeCard, NodeLease, NodeView } from "./node-lease.ts";
import type { NodeEvent, NodeSet, OwnerState } from "./node-set.ts";

export interface MembershipPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
}
export interface MembershipParts {
  readonly lease: NodeLease;
  readonly bus: MessageBus;
}

/**
 * This node among the others [CL-3]: keeps its lease, knows who is alive, and whether it may speak itself. Tells the bus whom to reach. Disposing without `leave` lets the
 * lease run out, as a killed process does.
 */
export class Membership implements NodeSet, AsyncDisposable {
  readonly #ports: MembershipPorts;
  readonly #parts: MembershipParts;
  readonly #settings: MembershipSettings;
  readonly #known: KnownNodes;
  readonly #echo: EchoProof;
  readonly #stall: StallGuard;
  readonly #watchers: NodeWatchers;
  readonly #metrics: MembershipMetrics;
  readonly #hearing: Disposable;
  readonly #loop: RenewalLoop;
  #self: NodeRef;
  #card: NodeCard;
  #storeId: string | undefined;
  #lost = false;
  #withheld = false;
  #renewedAtMs: number;

  private constructor(
    ports: MembershipPorts,
    parts: MembershipParts,
    life: { readonly self: NodeRef; readonly card: NodeCard; readonly startedMs: number },
    settings: MembershipSettings,
  ) {
    const { clock } = ports;
    this.#ports = ports;
    this.#parts = parts;
    this.#settings = settings;
    this.#self = life.self;
    this.#card = life.card;
    this.#renewedAtMs = life.startedMs;
    this.#known = new KnownNodes(clock, settings);
    this.#metrics = new MembershipMetrics(ports.metrics, () => this.#known.nodes);
    this.#watchers = new NodeWatchers(ports.logger);
    this.#echo = new EchoProof({ ...ports, bus: parts.bus }, settings.echoTimeoutMs);
    this.#stall = new StallGuard(clock, settings, {
      leaseAgeMs: () => this.#leaseAgeMs(),
      woke: (lateMs) => this.#woke(lateMs),
    });
    this.#loop = new RenewalLoop(clock, settings.renewEveryMs, () => this.#renew());
    this.#hearing = parts.bus.receive((from, message) => {
      if (this.#echo.hear(this.#self, from, message)) this.#heard();
    });
  }

  /** Resolves with a lease and a first look at the others; rejects with `StoreUnavailableError`. */
  static async join(
    ports: MembershipPorts,
    parts: MembershipParts,
    card: NodeCard,
    settings: MembershipSettings = membershipDefaults,
  ): Promise<Membership> {
    const startedMs = ports.clock.now();
    const self = await parts.lease.acquire(card);
    const first = await parts.lease.renew(self, card);
    const membership = new Membership(ports, parts, { self, card, startedMs }, settings);
    membership.#look(first.kind === "renewed" ? first.nodes : [...first.nodes, { ...card, ...self }]);
    membership.#storeId = first.storeId;
    ports.logger.info("lease.taken", { slot: self.slot, epoch: self.epoch });
    return membership;
  }

  get self(): NodeRef {
    return this.#self;
  }

  get proven(): boolean {
    return !this.#stall.stalled && !this.#lost && !this.#isBuried();
  }

  nodes(): readonly NodeView[] {
    return this.#known.nodes;
  }

  ownerState(owner: NodeRef): OwnerState {
    if (owner.slot === this.#self.slot && owner.epoch === this.#self.epoch) return { kind: "self" };
    return this.#known.state(owner, (slot) => this.#parts.bus.linked(slot));
  }

  watch(listener: (event: NodeEvent) => void): Disposable {
    return this.#watchers.add(listener);
  }

  /** Changes what this node says of itself; carried at once, several changes of one moment together. */
  describe(change: Partial<NodeCard>): void {
    this.#card = { ...this.#card, ...change };
    this.#loop.soon();
  }

  /** What keeps this node from being one of them, for its health; `undefined` = nothing [CL-2]. */
  complaint(): string | undefined {
    if (this.#withheld)
      return `nobody hears this node: for ${Math.round(this.#echo.silentMs / 1000)} s none of its messages came back, by any node's bus or through the store, so it gives its lease up; do: see that other nodes reach its bus address`;
    if (this.#lost) return "this node's lease is lost and the store has not given it a new one yet";
    return undefined;
  }

  /** On purpose: the others know at once. Nothing is renewed after it. Rejects with `StoreUnavailableError`; then the lease runs out. */
  async leave(): Promise<void> {
    await this[Symbol.asyncDispose]();
    await this.#parts.lease.leave(this.#self);
    this.#ports.logger.info("lease.left", { slot: this.#self.slot });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stall[Symbol.dispose]();
    this.#hearing[Symbol.dispose]();
    await this.#loop[Symbol.asyncDispose]();
  }

  /** Never rejects. */
  async #renew(): Promise<void> {
    const startedMs = this.#ports.clock.now();
    this.#echo.send(this.#self, this.#known.nodes);
    if (this.#withheld || this.#echo.mute) this.#withhold();
    try {
      if (!this.#withheld) await this.#renewOnce(startedMs);
    } catch (error) {
      // After a stop, a time limit that ran out meanwhile says nothing of the store.
      if (!this.#stall.wokeSince(startedMs)) this.#unanswered(error);
    }
    this.#stall.renewed(startedMs);
  }

  async #renewOnce(startedMs: number): Promise<void> {
    const renewal = await this.#parts.lease.renew(this.#self, this.#card);
    const changed = this.#storeAnswered(renewal);
    if (renewal.kind === "lost") await this.#liveAgain(renewal, startedMs);
    else this.#look(renewal.nodes);
    this.#metrics.count(renewal.kind);
    this.#lost = false;
    this.#renewedAtMs = startedMs;
    if (changed) this.#watchers.tell({ kind: "storeChanged" });
    // Told again until this node says that it has them: whoever failed to read them tries once more.
    if (renewal.settingsVersion !== this.#card.settingsVersion)
      this.#watchers.tell({ kind: "settings", version: renewal.settingsVersion });
  }

  /** Whether it was away, or is another than before. */
  #storeAnswered({ storeId }: LeaseRenewal): boolean {
    const back = this.#known.silent;
    const another = this.#storeId !== undefined && this.#storeId !== storeId;
    this.#storeId = storeId;
    this.#known.silent = false;
    if (another) this.#known.doubt();
    if (back) this.#ports.logger.info("lease.answered");
    return back || another;
  }

  /** A new epoch, in the same slot where it is still free [CL-7]. Told while this node is not yet proven again. */
  async #liveAgain(renewal: LeaseRenewal, startedMs: number): Promise<void> {
    this.#lost = true;
    const before = this.#self;
    const self = await this.#parts.lease.acquire(this.#card, before);
    this.#ports.logger.warn("lease.lost", { slot: before.slot, epoch: before.epoch, now: self.epoch });
    // A lease that was renewed in time and is gone: the store has lost what it had.
    if (startedMs - this.#renewedAtMs < this.#settings.leaseMs) this.#known.doubt();
    this.#self = self;
    this.#look([...renewal.nodes, { ...this.#card, ...self }], { kind: "reborn", before, self });
  }

  #unanswered(error: unknown): void {
    this.#metrics.count("silent");
    if (!this.#known.silent) this.#ports.logger.warn("lease.unanswered", { reason: errorMessage(error) });
    this.#known.silent = true;
    this.#echo.forgive();
  }

  #withhold(): void {
    this.#metrics.count("withheld");
    if (this.#withheld) return;
    this.#withheld = true;
    this.#ports.logger.warn("lease.withheld", { reason: this.complaint() });
  }

  /** An echo is back; where the lease was given up, it may be another's by now. */
  #heard(): void {
    if (!this.#withheld) return;
    this.#withheld = false;
    this.#stall.doubt();
    this.#loop.soon();
  }

  #look(seen: readonly NodeView[], first?: NodeEvent): void {
    const changed = this.#known.read(seen);
    const there = this.#known.nodes.filter(({ state }) => state !== "left");
    if (changed) this.#parts.bus.follow(this.#self, there);
    if (first !== undefined) this.#watchers.tell(first);
    if (changed) this.#watchers.tell({ kind: "nodes" });
  }

  #woke(lateMs: number): void {
    this.#ports.logger.warn("lease.stalled", { lateMs: Math.round(lateMs) });
    this.#echo.forgive();
    this.#loop.soon();
  }

  /** Since the last renewal that held began; no lease is said to run out while the store is silent or asked for nothing. */
  #leaseAgeMs(): number {
    return this.#known.silent || this.#withheld ? 0 : this.#ports.clock.now() - this.#renewedAtMs;
  }

  /** It gave its lease up, it has run out, and there is somebody who has noticed. Alone it goes on: nobody can have taken anything over. */
  #isBuried(): boolean {
    if (!this.#withheld || this.#known.nodes.length <= 1) return false;
    return this.#ports.clock.now() - this.#renewedAtMs > this.#settings.leaseMs;
  }
}
