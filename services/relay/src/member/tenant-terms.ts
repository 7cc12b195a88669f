import type { TenantId } from "@fairlead/base";
import type { TenantPolicy, TenantStore } from "@fairlead/cluster";
import type { RelayLoad, TenantTerms } from "../relay-load.ts";
import type { RelayThread } from "../relay-thread.ts";

/** Brings changed policies of the tenants that are carried here to the relay's thread [CL-49]. */
export class TenantTermsWatch implements Disposable {
  readonly #tenants: TenantStore;
  readonly #thread: Pick<RelayThread, "applyTerms">;
  readonly #watching: Disposable;
  readonly #applied = new Map<TenantId, TenantPolicy>();
  #carried: readonly TenantId[] = [];

  constructor(tenants: TenantStore, thread: Pick<RelayThread, "applyTerms">) {
    this.#tenants = tenants;
    this.#thread = thread;
    this.#watching = tenants.watch(() => this.#apply());
  }

  /** Once a second: a tenant may be new here since the last change. */
  look(load: RelayLoad): void {
    this.#carried = load.tenants.map(({ tenant }) => tenant);
    this.#apply();
  }

  [Symbol.dispose](): void {
    this.#watching[Symbol.dispose]();
  }

  /** A tenant that is no more keeps its last terms here: its devices get no new sessions as its own. */
  #apply(): void {
    const terms: TenantTerms[] = [];
    for (const tenant of this.#carried) {
      const policy = this.#tenants.find(tenant);
      if (policy === undefined || policy === this.#applied.get(tenant)) continue;
      this.#applied.set(tenant, policy);
      terms.push({ tenant, budget: policy.budget, suspended: policy.suspended !== "" });
    }
    if (terms.length > 0) this.#thread.applyTerms(terms).catch(() => undefined);
  }
}
