import type { Counter, Logger, MetricSpec, Metrics, TenantId } from "@fairlead/base";
import type { TenantPolicy, TenantStore } from "@fairlead/cluster";
import type { TenantEntry } from "./read-tenants.ts";
import { TenantTable } from "./tenant-table.ts";

export interface TenantsPorts {
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** The last good version, wherever versions come from: in force until there is a better one [CL-49] [KU-26]. */
export abstract class TenantsInForce implements TenantStore {
  readonly #logger: Logger;
  readonly #listeners = new Set<() => void>();
  readonly #read: Counter;
  readonly #refused: Counter;
  #table = new TenantTable([]);
  #complaint: string | undefined;

  /** `complaint`: until there is one. */
  protected constructor({ logger, metrics }: TenantsPorts, reads: MetricSpec, complaint?: string) {
    this.#logger = logger;
    this.#complaint = complaint;
    this.#read = metrics.counter(reads, { result: "read" });
    this.#refused = metrics.counter(reads, { result: "refused" });
    metrics.gauge({ name: "fairlead_tenants", help: "Tenants in force" }, () => this.#table.tenants);
  }

  tenantOf(peerId: string): TenantPolicy | undefined {
    return this.#table.tenantOf(peerId);
  }

  find(id: TenantId): TenantPolicy | undefined {
    return this.#table.find(id);
  }

  watch(listener: () => void): Disposable {
    const own = (): void => listener();
    this.#listeners.add(own);
    return { [Symbol.dispose]: () => void this.#listeners.delete(own) };
  }

  /** Why the newest version is not in force; `undefined` = it is. For `/readyz`. */
  complaint(): string | undefined {
    return this.#complaint;
  }

  /** `from`: what it is a version of, for the log. */
  protected enforce(tenants: readonly TenantEntry[], from: Readonly<Record<string, string>>): void {
    this.#complaint = undefined;
    this.#table = new TenantTable(tenants);
    this.#read.add();
    this.#logger.info("tenants.loaded", { ...from, tenants: this.#table.tenants, devices: this.#table.names });
    for (const listener of this.#listeners) listener();
  }

  protected refuse(complaint: string, fields: Readonly<Record<string, string>>): void {
    this.#refused.add();
    this.#complaint = complaint;
    this.#logger.warn("tenants.refused", fields);
  }
}
