import type { Tenant } from "../api/index.ts";
import type { TenantFindings, TenantPools } from "../plan/index.ts";
import type { SharedValuePorts } from "../server-list/shared-value.ts";
import { TenantPush } from "../tenants/tenant-push.ts";
import { type TenantObject, TenantSnapshot, type TenantVerdict } from "../tenants/tenant-snapshot.ts";
import type { Chore } from "./chore.ts";

export interface TenantsScene {
  readonly tenants: readonly Tenant[];
  readonly pools: TenantPools;
}

const LOOK_AGAIN_MS = 60_000;
/** A pool that no relay is in: object names are in lower case. */
const NO_POOL = "NONE";
/** Behind every name that a Tenant can have and nodes take, so that it gets only devices that nobody named. */
const EVERYBODY_ELSE = "z".repeat(64);

/** Gives nodes the Tenants there are [KU-26], each with the pools that may carry it. */
export class TenantsChore implements Chore {
  readonly name = "tenants";
  readonly #scene: () => TenantsScene | undefined;
  readonly #snapshot = new TenantSnapshot();
  readonly #push: TenantPush;
  #findings: ReadonlyMap<string, TenantFindings> = new Map();

  constructor(ports: SharedValuePorts, scene: () => TenantsScene | undefined) {
    this.#push = new TenantPush(ports);
    this.#scene = scene;
  }

  /** By Tenant: what nodes have in force, as of the last snapshot that reached them. */
  get findings(): ReadonlyMap<string, TenantFindings> {
    return this.#findings;
  }

  async run(): Promise<number> {
    const scene = this.#scene();
    if (scene === undefined) return LOOK_AGAIN_MS;
    const result = this.#snapshot.of(tenantObjects(scene));
    const answer = await this.#push.push(result);
    if (answer.kind === "waits") return answer.inMs;
    const named = result.verdicts.filter(({ key }) => key !== EVERYBODY_ELSE);
    this.#findings = new Map(named.map((verdict) => [nameOf(verdict), findingsOf(verdict)]));
    return LOOK_AGAIN_MS;
  }
}

/** Pools also have their word: which Tenants they take. */
export function tenantObjects({ tenants, pools }: TenantsScene): readonly TenantObject[] {
  const named = tenants.map(({ metadata, spec }) => ({
    metadata,
    spec: { ...spec, pools: asPools(pools.of.get(metadata.name)) },
  }));
  if (pools.others === undefined) return named;
  const rest = { displayName: "everybody else", devices: ["*"], pools: asPools(pools.others) };
  return [...named, { metadata: { name: EVERYBODY_ELSE }, spec: rest }];
}

const asPools = (pools: readonly string[] | undefined): readonly string[] =>
  pools === undefined ? [] : pools.length === 0 ? [NO_POOL] : pools;

const nameOf = ({ key }: TenantVerdict): string => key.slice(key.indexOf("/") + 1);

function findingsOf({ inForce, problems, devices }: TenantVerdict): TenantFindings {
  const said = problems.join("; ");
  const condition = inForce
    ? {
        status: "True" as const,
        reason: said === "" ? "InForce" : "PartlyInForce",
        message: said || "all nodes have it",
      }
    : { status: "False" as const, reason: "CannotBeUsed", message: said };
  return { conditions: [{ type: "InForce", ...condition }], devices, keyFingerprints: [] };
}
