import { silentLogger } from "@fairlead/base";
import { MemoryAdmissionStore, MemoryRelayOrders, MemorySharedSettings, MemorySourceReports } from "@fairlead/cluster";
import { openKubeApi } from "@fairlead/kube";
import { MetricsRegistry } from "@fairlead/runtime";
import { FakeKube, type FakeObject, ManualClock, SeededRandom } from "@fairlead/testkit";
import { crds } from "../../src/api/crds.ts";
import { Controller } from "../../src/controller.ts";
import type { ControllerParts } from "../../src/controller-parts.ts";
import type { ProofResult, ProofWish } from "../../src/reachability/proof.ts";
import type { ControllerStores } from "../../src/stores.ts";
import { type ChartWish, chartConfig } from "./chart-config.ts";
import { FakeRelays } from "./fake-relays.ts";

export interface StageOptions {
  readonly nodes?: readonly string[];
  /** Of the default pool; absent = there are no default objects. */
  readonly replicas?: number;
  readonly pool?: Readonly<Record<string, unknown>>;
  readonly plan?: ControllerParts["plan"];
}

export interface Running extends AsyncDisposable {
  readonly controller: Controller;
  readonly metrics: MetricsRegistry;
  /** As a kill -9: nothing of it is written any more, and its Lease stays. */
  kill(): void;
}

/** Real time for the event loop after each step of the clock: HTTP is real. */
const STEP_REAL_MS = 4;

/** A fake API server with a kubelet, relays that report, stores in memory, and controllers around it; time goes by when `play` says so. */
export class Stage implements AsyncDisposable {
  readonly clock = new ManualClock();
  readonly orders = new MemoryRelayOrders(this.clock);
  readonly sources = new MemorySourceReports(this.clock);
  readonly settings = new MemorySharedSettings();
  readonly admissions = new MemoryAdmissionStore(this.clock);
  readonly proofs: ProofWish[] = [];
  readonly #stack = new AsyncDisposableStack();
  readonly #options: StageOptions;
  kube!: FakeKube;
  relays!: FakeRelays;
  /** Of an address: whether a proof of it succeeds. */
  proves: (wish: ProofWish) => boolean = () => true;
  #untilTell = 0;

  private constructor(options: StageOptions) {
    this.#options = options;
  }

  static async start(options: StageOptions = {}): Promise<Stage> {
    const stage = new Stage(options);
    const { nodes = ["node-1", "node-2", "node-3"] } = options;
    stage.kube = stage.#stack.use(
      await FakeKube.start({
        clock: stage.clock,
        random: new SeededRandom(7),
        objects: crds() as readonly FakeObject[],
      }),
    );
    stage.kube.playKubelet({ nodes, startMs: 500, stopMs: 500 });
    stage.relays = new FakeRelays(stage.kube, stage.orders);
    stage.configure({});
    return stage;
  }

  /** The chart's ConfigMap, anew. */
  configure(change: Pick<ChartWish, "replicas" | "image">): void {
    for (const map of chartConfig({ ...this.#options, ...change })) this.kube.put(map);
  }

  /** One more controller, with its own way to the API server. */
  async controller(identity: string, plan: ControllerParts["plan"] = this.#options.plan): Promise<Running> {
    const metrics = new MetricsRegistry(this.clock);
    const random = new SeededRandom(identity.length + identity.charCodeAt(identity.length - 1));
    const ports = { clock: this.clock, random, logger: silentLogger, metrics };
    const api = await openKubeApi(ports, { kind: "url", url: this.kube.url });
    let alive = true;
    const stores = this.#storesWhile(() => alive);
    const living = <T>(work: () => Promise<T>): Promise<T> => (alive ? work() : new Promise(() => undefined));
    const mortal = {
      request: <T>(...words: Parameters<typeof api.request>) => living(() => api.request<T>(...words)),
      stream: (...words: Parameters<typeof api.stream>) => living(() => api.stream(...words)),
    };
    const newProver = () => ({ prove: async (wish: ProofWish) => this.#prove(wish) });
    const parts = { ...ports, api: mortal, stores, newProver, plan };
    const settingsOf = { namespace: "default", fullname: "x", configMap: "x-controller", identity };
    const controller = new Controller(parts, settingsOf);
    const end = async (): Promise<void> => {
      if (alive) await this.settle(controller[Symbol.asyncDispose]());
      alive = false;
      await api[Symbol.asyncDispose]();
    };
    const kill = (): void => {
      alive = false;
    };
    const running = { controller, metrics, kill, [Symbol.asyncDispose]: end };
    this.#stack.use(running);
    return running;
  }

  /** Lets time pass: timers, and real HTTP in between. Relays report once a second. */
  async play(ms: number, stepMs = 100): Promise<void> {
    for (let leftMs = ms; leftMs > 0; leftMs -= stepMs) {
      this.clock.advance(Math.min(stepMs, leftMs));
      this.#untilTell -= stepMs;
      if (this.#untilTell <= 0) {
        this.#untilTell = 1000;
        await this.relays.tell();
      }
      await realMs(STEP_REAL_MS);
    }
  }

  /** Plays until it holds; rejects when it does not within `ms` of the clock. */
  async until(what: string, holds: () => boolean, ms = 60_000): Promise<void> {
    for (let leftMs = ms; leftMs > 0 && !holds(); leftMs -= 100) await this.play(100);
    if (!holds()) throw new Error(`not within ${ms} ms: ${what}`);
  }

  /** Plays until the promise has settled. */
  async settle<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const note = (): void => {
      done = true;
    };
    work.then(note, note);
    for (let step = 0; step < 1000 && !done; step += 1) await this.play(100);
    return await work;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }

  #storesWhile(isAlive: () => boolean): ControllerStores {
    const { orders, sources, settings, admissions } = this;
    const alive = <T>(work: () => Promise<T>): Promise<T> => (isAlive() ? work() : new Promise(() => undefined));
    return {
      orders: {
        exchange: (report) => orders.exchange(report),
        reports: () => orders.reports(),
        orders: () => orders.orders(),
        give: (given) => alive(() => orders.give(given)),
      },
      settings: {
        read: () => settings.read(),
        change: (values) => alive(() => settings.change(values)),
        settle: (name, value) => alive(() => settings.settle(name, value)),
      },
      sources,
      admissions,
    };
  }

  #prove(wish: ProofWish): ProofResult {
    this.proofs.push(wish);
    const ok = this.proves(wish);
    const found = { ok, reason: ok ? "" : "refused", message: ok ? "" : "nobody answers" } as const;
    return { relay: wish.relay, address: wish.address, vantage: "inside", ...found, atMs: this.clock.wall() };
  }
}

const realMs = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
