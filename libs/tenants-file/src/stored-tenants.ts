import type { Counter, Logger, Metrics, TenantId } from "@fairlead/base";
import type { TenantPolicy, TenantStore } from "@fairlead/cluster";
import { type FileProblem, problemsText } from "./file-problems.ts";
import { readTenants, type TenantEntry, type TenantsText } from "./read-tenants.ts";
import { TenantTable } from "./tenant-table.ts";

export interface StoredTenantsPorts {
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** What whoever writes the tenants shares: the text of a tenants file, under the name of `SHARED_TENANTS`. */
export interface TenantsValue {
  readonly version: string;
  readonly text: string;
}

/** For people, in place of a file's name. */
const PLACE = "shared tenants";

/** Tenants that all nodes are given as one snapshot, in force wholly or not at all; what is in force stays until a better one comes [KU-26] [CL-49]. */
export class StoredTenants implements TenantStore {
  readonly #logger: Logger;
  readonly #listeners = new Set<() => void>();
  readonly #read: Counter;
  readonly #refused: Counter;
  #table = new TenantTable([]);
  #value = "";
  #complaint: string | undefined =
    "tenants are read from the store, and nobody has written any; until then nobody is a tenant";

  constructor({ logger, metrics }: StoredTenantsPorts) {
    this.#logger = logger;
    const reads = {
      name: "fairlead_tenants_reads_total",
      help: "Versions of the shared tenants, by what came of them",
    };
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

  /** Why what is shared now is not in force; `undefined` = it is. For `/readyz`. */
  complaint(): string | undefined {
    return this.#complaint;
  }

  /** The value as it is shared now; absent, when nobody has written any or it was taken away, changes nothing. */
  put(value: string | undefined): void {
    if (value === undefined || value === this.#value) return;
    this.#value = value;
    const shared = parsed(value);
    const { tenants, problems } = shared === undefined ? noValue : readTenants(shared.text);
    const version = shared?.version ?? "";
    if (problems.length > 0) this.#refuse(version, problems);
    else this.#enforce(version, tenants);
  }

  #enforce(version: string, tenants: readonly TenantEntry[]): void {
    this.#complaint = undefined;
    this.#table = new TenantTable(tenants);
    this.#read.add();
    this.#logger.info("tenants.loaded", { version, tenants: this.#table.tenants, devices: this.#table.names });
    for (const listener of this.#listeners) listener();
  }

  #refuse(version: string, problems: readonly FileProblem[]): void {
    this.#refused.add();
    const reason = problemsText(PLACE, problems);
    this.#complaint = `the shared tenants are not in force as they are now: ${reason}`;
    const remedy = "correct them where they are written; until then the tenants are those of the last good version";
    this.#logger.warn("tenants.refused", { reason, version, do: remedy });
  }
}

const noValue: TenantsText = {
  tenants: [],
  problems: [{ line: 0, setting: "", reason: "this is no version and text", do: "write them anew" }],
};

function parsed(value: string): TenantsValue | undefined {
  try {
    const { version, text } = JSON.parse(value) as Partial<TenantsValue>;
    return typeof version === "string" && typeof text === "string" ? { version, text } : undefined;
  } catch {
    return undefined;
  }
}
