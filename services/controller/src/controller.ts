import { LeaseElection, WorkQueue, type WorkResult } from "@fairlead/kube";
import type { ControllerParts } from "./controller-parts.ts";
import { Leader } from "./lead/leader.ts";
import { Term } from "./lead/term.ts";
import type { ControllerSettings } from "./settings.ts";
import { ClusterWatch } from "./watch/cluster-watch.ts";
import { ConfigWatch } from "./watch/config-watch.ts";
import type { ChartConfig } from "./watch/controller-config.ts";
import { RelayWatch } from "./watch/relay-watch.ts";

const ROUND = "round";
/** A chore and the plan never wait for each other; of chores two run at a time. */
const CHORES_AT_ONCE = 2;
/** What is being written at the end may take so long. */
const FINISH_MS = 5_000;

/**
 * One of the controllers of an install. It watches, always; while it leads, it plans and applies [KU-2] [KU-3]. Without the API server or Redis it waits, says so, and goes on when
 * they are back [KU-1]. Disposing gives the lead back.
 */
export class Controller implements AsyncDisposable {
  readonly #parts: ControllerParts;
  readonly #settings: ControllerSettings;
  readonly #started = new AsyncDisposableStack();
  /** Nothing is waited for any more. */
  readonly #ending = new AbortController();
  /** Nothing is written any more. */
  readonly #over = new AbortController();
  readonly #config: ConfigWatch;
  readonly #relays: RelayWatch;
  readonly #election: LeaseElection;
  readonly #rounds: WorkQueue;
  readonly #chores: WorkQueue;
  #watch: ClusterWatch | undefined;
  #leader: Leader | undefined;
  #changes = 0;
  #ready = Promise.withResolvers<void>();

  constructor(parts: ControllerParts, settings: ControllerSettings) {
    this.#parts = parts;
    this.#settings = settings;
    const { fullname, namespace, identity } = settings;
    const owner = () => this.#config.current?.plan.owner;
    const lease = { namespace, name: `${fullname}-controller`, identity, owner };
    this.#election = this.#started.use(new LeaseElection(parts, lease));
    this.#started.defer(() => this.#endTerm());
    const round = (): Promise<WorkResult | undefined> => this.#round();
    this.#rounds = this.#started.use(new WorkQueue(parts, { name: "relays", work: round }));
    const chore = (name: string): Promise<WorkResult | undefined> => this.#chore(name);
    this.#chores = this.#started.use(new WorkQueue(parts, { name: "chores", work: chore, workers: CHORES_AT_ONCE }));
    this.#relays = this.#started.use(new RelayWatch(parts, () => this.#changed()));
    this.#config = this.#started.use(new ConfigWatch(parts, settings, () => this.#configured()));
    this.#started.use(this.#election.onChange((leading) => this.#led(leading)));
  }

  get leading(): boolean {
    return this.#election.leading;
  }

  /** Resolves when everything was seen once, and this controller may lead. */
  get whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  /** What is wrong now, by part, for `/readyz`. */
  complaints(): Readonly<Record<string, string | undefined>> {
    return {
      config: this.#config.complaint(),
      api: this.#watch?.complaint(),
      relays: this.#relays.complaint(),
      writes: this.#leader?.complaint(),
      chores: this.#leader?.chores.complaint(),
    };
  }

  /** What is being written is finished, then the lead is given back. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort();
    using _ = this.#parts.clock.after(FINISH_MS, () => this.#over.abort());
    await this.#started.disposeAsync();
  }

  /** The first usable configuration says what to watch. */
  #configured(): void {
    this.#changed();
    const config = this.#config.current;
    if (config === undefined || this.#watch !== undefined || this.#ending.signal.aborted) return;
    void this.#watchAll(config).catch((error: unknown) =>
      this.#parts.logger.error("controller.watch.failed", { error }),
    );
  }

  async #watchAll({ plan, nodes }: ChartConfig): Promise<void> {
    const { namespace } = this.#settings;
    const settings = { namespace, instance: plan.instance, httpRoutes: plan.gatewayApi, nodes };
    const watch = new ClusterWatch(this.#parts, settings, () => this.#changed());
    this.#started.use(watch);
    this.#watch = watch;
    watch.start();
    if (!(await watch.whenSynced(this.#ending.signal))) return;
    this.#rounds.start();
    this.#chores.start();
    this.#election.start();
    this.#ready.resolve();
  }

  #changed(): void {
    this.#changes += 1;
    if (this.#leader !== undefined) this.#rounds.add(ROUND);
  }

  #led(leading: boolean): void {
    if (!leading) {
      void this.#endTerm();
      return;
    }
    const [watch, config] = [this.#watch, this.#config.current];
    if (watch === undefined || config === undefined) return;
    const ports = {
      ...this.#parts,
      watch,
      relays: this.#relays,
      term: new Term(this.#election, this.#over.signal),
      config: () => this.#config.current ?? config,
      wake: () => this.#changed(),
      wakeChore: (name: string) => this.#chores.add(name),
      changes: () => this.#changes,
    };
    this.#leader = new Leader(ports, this.#settings);
    this.#changed();
  }

  async #endTerm(): Promise<void> {
    const leader = this.#leader;
    this.#leader = undefined;
    await leader?.[Symbol.asyncDispose]();
  }

  async #round(): Promise<WorkResult | undefined> {
    const leader = this.#leader;
    return await leader?.round();
  }

  async #chore(name: string): Promise<WorkResult | undefined> {
    const againAfterMs = await this.#leader?.chores.run(name);
    return againAfterMs === undefined ? undefined : { againAfterMs };
  }
}
