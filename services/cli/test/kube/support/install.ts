import { readFileSync } from "node:fs";
import { join } from "node:path";
import { delay } from "@fairlead/base";
import type { RelayInstance, RelayPool, RendezvousCluster } from "@fairlead/controller";
import { type ControlPlane, inRepository, type Ran } from "@fairlead/kube-rig";
import { clock } from "../../whole/support/clients.ts";

export type Values = { readonly [name: string]: unknown };
export interface InstallOptions {
  readonly values?: Values;
  readonly program?: "helm" | "helm3";
  readonly chart?: string;
}
interface Named {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
}
export interface PodObject extends Named {
  readonly spec: { readonly nodeName?: string };
  readonly status?: {
    readonly phase?: string;
    readonly podIP?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly containerStatuses?: readonly { readonly restartCount: number }[];
  };
}

export const NAMESPACE = "fairlead";
export const RELEASE = "fairlead";
const HELM_TIMEOUT = "240s";
const LOOK_EVERY_MS = 200;
const CUSTOM = "/apis/fairlead.io/v1alpha1";

/** One release of the chart, as an operator handles it, and what its objects say. */
export class Install {
  readonly plane: ControlPlane;
  readonly #options: InstallOptions;

  constructor(plane: ControlPlane, options: InstallOptions = {}) {
    this.plane = plane;
    this.#options = options;
  }

  /** Resolves when all that the chart made is ready. The namespace is made before, so that it can carry its Pod Security level. */
  async install(): Promise<void> {
    await this.#helm(
      ["install", RELEASE, this.chart, "--namespace", NAMESPACE, "--wait", "--timeout", HELM_TIMEOUT, "--values", "-"],
      this.#options.values ?? {},
    );
  }

  async upgrade(values: Values, chart = this.chart): Promise<void> {
    await this.#helm(
      ["upgrade", RELEASE, chart, "--namespace", NAMESPACE, "--wait", "--timeout", HELM_TIMEOUT, "--values", "-"],
      values,
    );
  }

  async rollback(): Promise<void> {
    await this.#helm(["rollback", RELEASE, "--namespace", NAMESPACE, "--wait", "--timeout", HELM_TIMEOUT]);
  }

  uninstall(): Promise<string> {
    return this.#helm(["uninstall", RELEASE, "--namespace", NAMESPACE]);
  }

  /** `helm test`, with what its pod said. */
  test(): Promise<Ran> {
    const words = ["test", RELEASE, "--namespace", NAMESPACE, "--logs", "--timeout", HELM_TIMEOUT];
    return this.plane.tryHelm(words, { program: this.#options.program ?? "helm", timeoutMs: 300_000 });
  }

  kubectl(...args: readonly string[]): Promise<string> {
    return this.plane.kubectl(["--namespace", NAMESPACE, ...args], { timeoutMs: 180_000 });
  }

  get chart(): string {
    return this.#options.chart ?? inRepository("charts/fairlead");
  }

  async publicKey(): Promise<string> {
    const { data } = await this.plane.api.get<{ data: Record<string, string> }>(
      `/api/v1/namespaces/${NAMESPACE}/configmaps/${RELEASE}-public-key`,
    );
    return (data["id_ed25519.pub"] ?? "").trim();
  }

  async rendezvous(): Promise<RendezvousCluster | undefined> {
    return (await this.#list<RendezvousCluster>(`${CUSTOM}/namespaces/${NAMESPACE}/rendezvousclusters`))[0];
  }

  relays(pool?: string): Promise<readonly RelayInstance[]> {
    return this.#list<RelayInstance>(`${CUSTOM}/namespaces/${NAMESPACE}/relayinstances`).then((all) =>
      all.filter(({ spec }) => pool === undefined || spec.pool === pool),
    );
  }

  async serving(pool?: string): Promise<readonly RelayInstance[]> {
    return (await this.relays(pool)).filter(
      ({ status }) => status?.state === "Serving" && (status.address ?? "") !== "",
    );
  }

  pool(name: string): Promise<RelayPool> {
    return this.plane.api.get<RelayPool>(`${CUSTOM}/namespaces/${NAMESPACE}/relaypools/${name}`);
  }

  pods(component: string): Promise<readonly PodObject[]> {
    const selector = encodeURIComponent(
      `app.kubernetes.io/instance=${RELEASE},app.kubernetes.io/component=${component}`,
    );
    return this.#list<PodObject>(`/api/v1/namespaces/${NAMESPACE}/pods?labelSelector=${selector}`);
  }

  /** Exactly so many relays serve, and no other is there. */
  async whenSettled(count: number, pool?: string, timeoutMs = 120_000): Promise<readonly RelayInstance[]> {
    await this.until(
      `${count} relays of ${pool ?? "all pools"} serve, and no others`,
      async () => {
        const [all, serving] = await Promise.all([this.relays(pool), this.serving(pool)]);
        return all.length === count && serving.length === count;
      },
      timeoutMs,
    );
    return this.serving(pool);
  }

  /** Says what the relays are where it does not come true in time. */
  async until(what: string, isTrue: () => Promise<boolean>, timeoutMs = 120_000): Promise<void> {
    const endsAtMs = clock.now() + timeoutMs;
    while (!(await isTrue().catch(() => false))) {
      if (clock.now() >= endsAtMs) throw new Error(`not within ${timeoutMs / 1000} s: ${what}; ${await this.#told()}`);
      await delay(clock, LOOK_EVERY_MS);
    }
  }

  async #told(): Promise<string> {
    const relays = await this.relays().catch(() => []);
    const states = relays.map(
      ({ metadata, status }) =>
        `${metadata.name} ${status?.state} ${status?.address ?? ""} ${status?.sessions ?? 0} sessions`,
    );
    return `relays: ${states.join(", ") || "none"}\n${await this.events()}`;
  }

  /** The last ones, for messages. */
  async events(): Promise<string> {
    const text = await this.kubectl("get", "events", "--sort-by=.lastTimestamp").catch(String);
    return text.split("\n").slice(-25).join("\n");
  }

  async #list<T>(path: string): Promise<readonly T[]> {
    return (await this.plane.api.get<{ readonly items: readonly T[] }>(path)).items;
  }

  #helm(args: readonly string[], values?: Values): Promise<string> {
    const program = this.#options.program ?? "helm";
    return this.plane.helm(args, {
      program,
      timeoutMs: 300_000,
      ...(values === undefined ? {} : { stdin: JSON.stringify(values) }),
    });
  }
}

/** The version that the chart has now. */
export function chartVersion(chart: string): string {
  return /^version: *(\S+)$/m.exec(readFileSync(join(chart, "Chart.yaml"), "utf8"))?.[1] ?? "";
}
