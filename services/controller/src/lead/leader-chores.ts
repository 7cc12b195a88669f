import type { Clock, Logger, Random } from "@fairlead/base";
import type { EventWords, KubeApi, StoreView } from "@fairlead/kube";
import type { Tenant } from "../api/index.ts";
import type { Prover } from "../apply/proof-runner.ts";
import { CertificatesChore } from "../chores/certificates-chore.ts";
import type { Chore } from "../chores/chore.ts";
import { PublicKeyChore } from "../chores/public-key-chore.ts";
import { ServerListChore } from "../chores/server-list-chore.ts";
import { SourcesChore } from "../chores/sources-chore.ts";
import { TenantsChore } from "../chores/tenants-chore.ts";
import type { ClusterFindings, Finding, Snapshot, TenantFindings } from "../plan/index.ts";
import { ReachabilityProber } from "../reachability/reachability-prober.ts";
import type { ControllerStores } from "../stores.ts";
import type { ChartConfig } from "../watch/controller-config.ts";
import { areSameSpecs } from "../watch/same-specs.ts";
import type { Scene } from "./scene.ts";

export interface LeaderChoresPorts {
  /** Both of the term [KU-3]. */
  readonly api: KubeApi;
  readonly stores: ControllerStores;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly config: () => ChartConfig;
  readonly newProver?: ((publicKey: string) => Prover) | undefined;
  readonly record: (event: EventWords) => void;
  /** Of the last round. */
  readonly scene: () => Scene | undefined;
  readonly wake: () => void;
  readonly wakeChore: (name: string) => void;
}

type TenantsByKey = ReturnType<StoreView<Tenant>["snapshot"]>;

/** What is done beside the plan, and what the plan is told of it. */
export class LeaderChores {
  readonly #ports: LeaderChoresPorts;
  readonly #tenants: TenantsChore;
  readonly #sources: SourcesChore;
  readonly #all: ReadonlyMap<string, Chore>;
  #prover: Prover | undefined;
  #begun = false;
  #tenantsSeen: TenantsByKey = new Map();
  #poolsSeen = "";
  #listsSeen = "";

  constructor(ports: LeaderChoresPorts) {
    const { clock, stores, config, scene, random } = ports;
    const settings = { clock, settings: stores.settings };
    const snapshot = (): Snapshot | undefined => scene()?.snapshot;
    this.#ports = ports;
    this.#tenants = new TenantsChore(settings, () => tenantsScene(scene()));
    this.#sources = new SourcesChore({ clock, reports: stores.sources }, config().networks, () =>
      sourceScene(snapshot()),
    );
    const proberPorts = { clock, random, admissions: stores.admissions };
    const newProver = (licenceKey: string): Prover => new ReachabilityProber(proberPorts, { licenceKey });
    const read = (publicKey: string): void => {
      this.#prover = (ports.newProver ?? newProver)(publicKey);
    };
    const chores: readonly Chore[] = [
      this.#tenants,
      this.#sources,
      new ServerListChore(settings, () => snapshot()?.clusters ?? []),
      new CertificatesChore(ports),
      new PublicKeyChore({ ...ports, read }),
    ];
    this.#all = new Map(chores.map((chore) => [chore.name, chore]));
  }

  /** `undefined` until the public key is known. */
  get prover(): Prover | undefined {
    return this.#prover;
  }

  async run(name: string): Promise<number | undefined> {
    const againMs = await this.#all.get(name)?.run();
    this.#ports.wake();
    return againMs;
  }

  complaint(): string | undefined {
    return [...this.#all.values()].flatMap((chore) => chore.complaint?.() ?? []).join("; ") || undefined;
  }

  /** Does at once what this round has made stale; after the first round, everything. */
  seen({ snapshot, plan }: Scene, tenants: TenantsByKey): void {
    if (!this.#begun) for (const name of this.#all.keys()) this.#ports.wakeChore(name);
    this.#begun = true;
    const pools = JSON.stringify([[...plan.tenantPools.of], plan.tenantPools.others ?? null]);
    if (!areSameSpecs(this.#tenantsSeen, tenants) || pools !== this.#poolsSeen)
      this.#ports.wakeChore(this.#tenants.name);
    this.#tenantsSeen = tenants;
    this.#poolsSeen = pools;
    const lists = JSON.stringify(snapshot.clusters.map(({ spec }) => spec.serverList ?? []));
    if (lists !== this.#listsSeen) this.#ports.wakeChore("server-list");
    this.#listsSeen = lists;
  }

  findings(): {
    readonly clusterFindings: ReadonlyMap<string, ClusterFindings>;
    readonly tenantFindings: ReadonlyMap<string, TenantFindings>;
  } {
    const sources = this.#sources.findings;
    const conditions = [...(sources === undefined ? [] : [sources.condition]), ...this.#certificates()];
    const found: ClusterFindings = {
      conditions,
      ...(sources?.share === undefined ? {} : { sourceAddressShare: sources.share }),
    };
    const clusters = this.#ports.scene()?.snapshot.clusters ?? [];
    return {
      clusterFindings: new Map(clusters.map(({ metadata }) => [metadata.name, found])),
      tenantFindings: this.#tenants.findings,
    };
  }

  #certificates(): readonly Finding[] {
    const complaint = this.#all.get("certificates")?.complaint?.();
    if (complaint === undefined) return [];
    return [{ type: "CertificatesValid", status: "False", reason: "AuthorityEnds", message: complaint }];
  }
}

const tenantsScene = (scene: Scene | undefined) =>
  scene && { tenants: scene.snapshot.tenants, pools: scene.plan.tenantPools };

/** The Services that clients of the rendezvous come through. */
function sourceScene(snapshot: Snapshot | undefined) {
  if (snapshot === undefined) return undefined;
  const fronts = snapshot.services.filter(
    ({ metadata }) => metadata.labels?.["app.kubernetes.io/component"] === "rendezvous",
  );
  return { nodes: snapshot.nodes, services: fronts };
}
