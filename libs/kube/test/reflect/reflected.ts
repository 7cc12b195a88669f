import { type Clock, noMetrics, type Random, silentLogger } from "@fairlead/base";
import { FakeKube, liveClock, liveRandom, waitUntil } from "@fairlead/testkit";
import {
  type ConfigMap,
  type KubeApi,
  kinds,
  openKubeApi,
  Reflector,
  type ReflectorSettings,
  type StoreChange,
} from "../../src/index.ts";
import { CountedMetrics } from "../connection/counted-metrics.ts";

interface Parts {
  readonly fake: FakeKube;
  readonly reflector: Reflector<ConfigMap>;
  readonly metrics: CountedMetrics;
  readonly stack: AsyncDisposableStack;
  readonly refusals: Error[];
}

/** A reflector of ConfigMaps in front of a fake server. */
export class Reflected implements AsyncDisposable {
  readonly fake: FakeKube;
  readonly reflector: Reflector<ConfigMap>;
  readonly metrics: CountedMetrics;
  readonly told: StoreChange<ConfigMap>[] = [];
  readonly #stack: AsyncDisposableStack;
  readonly #refusals: Error[];

  private constructor({ fake, reflector, metrics, stack, refusals }: Parts) {
    this.fake = fake;
    this.reflector = reflector;
    this.metrics = metrics;
    this.#stack = stack;
    this.#refusals = refusals;
    reflector.onChange((change) => this.told.push(change));
  }

  static async start(
    names: readonly string[],
    settings: Partial<ReflectorSettings<ConfigMap>> = {},
    parts: { readonly clock?: Clock; readonly random?: Random; readonly arm?: (fake: FakeKube) => void } = {},
  ): Promise<Reflected> {
    const stack = new AsyncDisposableStack();
    const fake = stack.use(await FakeKube.start());
    const metrics = new CountedMetrics();
    const { clock = liveClock(), random = liveRandom(), arm } = parts;
    const api = stack.use(
      await openKubeApi({ clock: liveClock(), random, metrics: noMetrics }, { kind: "url", url: fake.url }),
    );
    const refusals: Error[] = [];
    const refusing: KubeApi = {
      request: (method, path, options) => api.request(method, path, options),
      stream: async (path, options) => {
        const refusal = refusals.shift();
        if (refusal !== undefined) throw refusal;
        return await api.stream(path, options);
      },
    };
    const ports = { api: refusing, clock, random, logger: silentLogger, metrics };
    const reflector = stack.use(
      new Reflector<ConfigMap>(ports, { kind: kinds.configMap, namespace: "default", ...settings }),
    );
    const reflected = new Reflected({ fake, reflector, metrics, stack, refusals });
    for (const name of names) reflected.put(name, "0");
    arm?.(fake);
    reflector.start();
    return reflected;
  }

  put(name: string, value: string): void {
    this.fake.put({ apiVersion: "v1", kind: "ConfigMap", metadata: { name }, data: { value } });
  }

  remove(name: string): void {
    this.fake.remove("configmaps", name);
  }

  /** `name=value` of all it holds. */
  get held(): string[] {
    return this.reflector.store
      .list()
      .map(({ metadata, data }) => `${metadata.name}=${data?.["value"]}`)
      .sort();
  }

  async holds(...wanted: readonly string[]): Promise<void> {
    const text = wanted.toSorted().join();
    await waitUntil(liveClock(), `it holds ${text}`, () => this.held.join() === text, 20_000);
  }

  asked(verb: "list" | "watch"): number {
    return this.fake.seen.all.filter((seen) => seen.verb === verb && seen.resource === "configmaps").length;
  }

  /** The next so many watches are refused so, on their way. */
  refuseWatches(error: Error, times: number): void {
    for (let time = 0; time < times; time += 1) this.#refusals.push(error);
  }

  async watching(): Promise<void> {
    await waitUntil(liveClock(), "a watch is open", () => this.fake.openWatches > 0, 20_000);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}
