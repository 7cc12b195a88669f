import { createHash } from "node:crypto";
import { keyOf, type ObjectMeta } from "@fairlead/kube";
import { readTenants } from "@fairlead/tenants-file";
import { SnapshotBounds } from "./snapshot-bounds.ts";
import { type TenantWish, tenantEntryText } from "./tenant-entry-text.ts";

/** As much of a Tenant as is asked for. */
export interface TenantObject {
  readonly metadata: Pick<ObjectMeta, "name" | "namespace">;
  readonly spec: TenantWish;
}

/** What became of one Tenant; for its condition. */
export interface TenantVerdict {
  /** `namespace/name`. */
  readonly key: string;
  readonly inForce: boolean;
  /** What is wrong, each with what to do; of one that is in force: what it asks for in vain. */
  readonly problems: readonly string[];
  /** Ids and patterns in force. */
  readonly devices: number;
}
export interface TenantSnapshotResult {
  /** The same Tenants are always the same version, whoever asks. */
  readonly version: string;
  /** As of tenants.yaml: the Tenants that can be used, by name. */
  readonly text: string;
  readonly verdicts: readonly TenantVerdict[];
}

interface Entry {
  readonly text: string;
  readonly problems: readonly string[];
}

/** Named in a condition; more are counted. */
const SHOWN = 5;

/**
 * Tenants as one text for all nodes [KU-26]. Each is read as nodes will read it, and one that cannot be used is left out and named, so that the others stay in force. What has not
 * changed is not read again.
 */
export class TenantSnapshot {
  #entries: ReadonlyMap<string, Entry> = new Map();
  #last: { readonly tenants: readonly TenantObject[]; readonly result: TenantSnapshotResult } | undefined;

  /** The very same objects as the last time cost nothing. */
  of(tenants: readonly TenantObject[]): TenantSnapshotResult {
    const last = this.#last;
    if (last !== undefined && isSame(last.tenants, tenants)) return last.result;
    const result = this.#make(tenants);
    this.#last = { tenants: [...tenants], result };
    return result;
  }

  #make(tenants: readonly TenantObject[]): TenantSnapshotResult {
    const sorted = [...tenants].sort((one, other) => compare(orderOf(one), orderOf(other)));
    const entries = new Map<string, Entry>();
    const [owners, bounds] = [new Owners(), new SnapshotBounds()];
    const texts: string[] = [];
    const verdicts = sorted.map((tenant) => {
      const key = keyOf(tenant.metadata);
      const entry = this.#entryOf(key, tenant);
      entries.set(key, entry);
      const wrong = [...entry.problems, ...owners.twin(tenant, key)];
      const problems = wrong.length > 0 ? wrong : bounds.take(entry.text, tenant.spec.devices ?? []);
      if (problems.length > 0) return { key, inForce: false, problems, devices: 0 };
      texts.push(entry.text);
      const devices = tenant.spec.devices?.length ?? 0;
      return { key, inForce: true, problems: owners.take(tenant, key), devices };
    });
    this.#entries = entries;
    const text = texts.length === 0 ? "tenants: []\n" : `tenants:\n${texts.join("")}`;
    return { version: versionOf(text), text, verdicts };
  }

  #entryOf(key: string, { metadata, spec }: TenantObject): Entry {
    const text = tenantEntryText(metadata.name, spec);
    const known = this.#entries.get(key);
    if (known?.text === text) return known;
    return { text, problems: problemsOf(text) };
  }
}

/** The value of the shared setting `tenants`. */
export function tenantsSetting({ version, text }: Pick<TenantSnapshotResult, "text" | "version">): string {
  return JSON.stringify({ version, text });
}

/** What nodes would say of it. */
function problemsOf(entry: string): readonly string[] {
  const problems = readTenants(`tenants:\n${entry}`).problems.map(({ reason, setting, do: step }) => {
    const field = setting.replace(/^tenants\[0\]\.?/, "");
    return `${reason}${field === "" ? "" : `; ${fieldText(field)}`}; do: ${step}`;
  });
  const more = problems.length - SHOWN;
  return more > 0 ? [...problems.slice(0, SHOWN), `and ${more} more`] : problems;
}

/** By the Tenant's own names. */
const fieldText = (setting: string): string =>
  setting.startsWith("id=") ? `metadata.name=${setting.slice(3)}` : `spec.${setting.replace(/^name=/, "displayName=")}`;

/** Who names what first: of Tenants of one name, and of devices, the first has it [CL-49]. */
class Owners {
  readonly #names = new Map<string, string>();
  readonly #devices = new Map<string, string>();

  twin({ metadata }: TenantObject, key: string): readonly string[] {
    const other = this.#names.get(metadata.name);
    if (other === undefined) return [];
    return [`another Tenant of this name is in force, ${other}; do: give ${key} another name`];
  }

  take({ metadata, spec }: TenantObject, key: string): readonly string[] {
    this.#names.set(metadata.name, key);
    const taken: string[] = [];
    for (const device of spec.devices ?? []) {
      const owner = this.#devices.get(device);
      if (owner === undefined) this.#devices.set(device, key);
      else if (owner !== key) taken.push(`${device} (${owner})`);
    }
    if (taken.length === 0) return [];
    const more = taken.length > SHOWN ? ` and ${taken.length - SHOWN} more` : "";
    return [
      `other Tenants name these devices before: ${taken.slice(0, SHOWN).join(", ")}${more}; do: take them out of one`,
    ];
  }
}

const isSame = (one: readonly TenantObject[], other: readonly TenantObject[]): boolean =>
  one.length === other.length && one.every((tenant, index) => tenant === other[index]);

const orderOf = ({ metadata }: TenantObject): readonly [string, string] => [metadata.name, metadata.namespace ?? ""];

/** By code units: the same on every machine. */
function compare(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((text, index) => text !== other[index]);
  if (at < 0) return 0;
  return (one[at] ?? "") < (other[at] ?? "") ? -1 : 1;
}

const versionOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);
