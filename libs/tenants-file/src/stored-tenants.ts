import { type FileProblem, problemsText } from "./file-problems.ts";
import { readTenants, type TenantsText } from "./read-tenants.ts";
import { TenantsInForce, type TenantsPorts } from "./tenants-in-force.ts";

export type StoredTenantsPorts = TenantsPorts;

/** What whoever writes the tenants shares: the text of a tenants file, under the name of `SHARED_TENANTS`. */
export interface TenantsValue {
  readonly version: string;
  readonly text: string;
}

/** For people, in place of a file's name. */
const PLACE = "shared tenants";
const NOT_YET = "tenants are read from the store, and nobody has written any; until then nobody is a tenant";

/** Tenants that all nodes are given as one snapshot, in force wholly or not at all; what is in force stays until a better one comes [KU-26] [CL-49]. */
export class StoredTenants extends TenantsInForce {
  #value = "";

  constructor(ports: StoredTenantsPorts) {
    const help = "Versions of the shared tenants, by what came of them";
    super(ports, { name: "fairlead_tenants_reads_total", help }, NOT_YET);
  }

  /** The value as it is shared now; absent, when nobody has written any or it was taken away, changes nothing. */
  put(value: string | undefined): void {
    if (value === undefined || value === this.#value) return;
    this.#value = value;
    const shared = parsed(value);
    const { tenants, problems } = shared === undefined ? noValue : readTenants(shared.text);
    const version = shared?.version ?? "";
    if (problems.length > 0) this.#complain(version, problems);
    else this.enforce(tenants, { version });
  }

  #complain(version: string, problems: readonly FileProblem[]): void {
    const reason = problemsText(PLACE, problems);
    const remedy = "correct them where they are written; until then the tenants are those of the last good version";
    const complaint = `the shared tenants are not in force as they are now: ${reason}`;
    this.refuse(complaint, { reason, version, do: remedy });
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
