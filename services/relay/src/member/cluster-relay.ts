import type { RelayLoad } from "../relay-load.ts";
import type { RelayThread } from "../relay-thread.ts";
import { BudgetExchange } from "./budget-exchange.ts";
import type { DrainableNode } from "./drain-orders.ts";
import { ManagedRelay } from "./managed-relay.ts";
import { MemberAdmissions } from "./member-admissions.ts";
import { RelayAnnouncer } from "./relay-announcer.ts";
import { ORDERED_WELCOME_MS, RelayDrain } from "./relay-drain.ts";
import type { RelayFace } from "./relay-face.ts";
import type { RelayMember, RelayMemberPorts, RelayMemberSettings } from "./relay-member-ports.ts";
import { TenantTermsWatch } from "./tenant-terms.ts";

/** Looks at the thread's load once a second; everything a member says follows from that. */
const PERIOD_MS = 1000;

/** What a member asks of the relay's thread. */
export type MemberThread = Pick<
  RelayThread,
  "admissions" | "watchAdmissions" | "load" | "bound" | "share" | "applyTerms" | "endUsed" | "cut" | "accept"
>;

/** A relay among several: its thread carries, this speaks for it. */
export class ClusterRelay implements RelayMember {
  readonly #ports: RelayMemberPorts;
  readonly #thread: MemberThread;
  readonly #admissions: MemberAdmissions;
  readonly #announcer: RelayAnnouncer;
  readonly #budgets: BudgetExchange;
  readonly #terms: TenantTermsWatch | undefined;
  readonly #managed: ManagedRelay | undefined;
  readonly #parts = new DisposableStack();
  #load: RelayLoad | undefined;
  #drain: RelayDrain | undefined;
  #looking = false;
  #closed = false;

  constructor(ports: RelayMemberPorts, thread: MemberThread, settings: RelayMemberSettings) {
    this.#ports = ports;
    this.#thread = thread;
    this.#admissions = this.#parts.use(new MemberAdmissions(ports, thread));
    this.#announcer = new RelayAnnouncer(ports, settings, faceAtFirst(ports, settings));
    const parts = { settings, thread, announcer: this.#announcer, missed: this.#admissions.missed };
    const { orders } = ports;
    if (orders !== undefined) this.#managed = new ManagedRelay({ ...ports, orders }, parts);
    this.#budgets = this.#parts.use(new BudgetExchange(ports, thread));
    if (ports.tenants !== undefined) this.#terms = this.#parts.use(new TenantTermsWatch(ports.tenants, thread));
    this.#parts.use(ports.clock.every(PERIOD_MS, () => void this.look()));
  }

  get state(): "serving" | "draining" {
    return this.#drain === undefined ? "serving" : "draining";
  }

  complaint(): string | undefined {
    return this.#announcer.complaint() ?? this.#managed?.complaint() ?? this.#budgets.complaint();
  }

  drain(waitingIsOver: AbortSignal, forGood = true): Promise<void> {
    if (this.#drain === undefined) {
      const welcomeMs = this.#managed === undefined ? undefined : ORDERED_WELCOME_MS;
      this.#drain = new RelayDrain(this.#ports.clock, this.#thread, welcomeMs);
      this.#ports.logger.info("relay.draining", { sessions: this.#load?.sessions ?? 0 });
      void this.#announcer.announce(this.#load, this.state);
    }
    if (forGood) this.#drain.hasten();
    return this.#drain.until(waitingIsOver);
  }

  async undrain(): Promise<void> {
    if (this.#drain === undefined) return;
    this.#drain.end();
    this.#drain = undefined;
    await this.#thread.accept(true);
    this.#ports.logger.info("relay.serving", {});
    await this.#announcer.announce(this.#load, this.state);
  }

  obey(node: DrainableNode): void {
    this.#managed?.obey(node);
  }

  /** Never rejects: a thread that is lost has its own way to say so. */
  async look(): Promise<void> {
    if (this.#looking || this.#closed) return;
    this.#looking = true;
    const load = await this.#thread.load().catch(() => undefined);
    this.#looking = false;
    if (load === undefined || this.#closed) return;
    this.#load = load;
    this.#terms?.look(load);
    await Promise.all([
      this.#managed?.look(load, this.#drain),
      this.#announcer.announce(load, this.state),
      this.#budgets.exchange(load),
      this.#admissions.settle(),
      this.#drain?.look(load).catch(() => undefined),
    ]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#drain?.end();
    this.#parts.dispose();
    await this.#announcer.leave();
  }
}

/** A managed relay is chosen by nobody before its order has an address, whatever it was started with [KU-4]. */
const faceAtFirst = ({ orders }: RelayMemberPorts, settings: RelayMemberSettings): RelayFace =>
  orders === undefined ? settings : { ...settings, name: undefined };
