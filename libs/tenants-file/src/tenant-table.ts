import type { TenantId } from "@fairlead/base";
import type { TenantPolicy } from "@fairlead/cluster";
import { fitsPattern, isPattern } from "./device-pattern.ts";
import type { TenantEntry } from "./read-tenants.ts";

interface Pattern {
  readonly text: string;
  readonly place: number;
}

/**
 * Finds a device's tenant: the first in the file that names it [CL-49]. Ids and patterns of the form `PREFIX*` are looked up, whatever their number; other patterns are
 * tried one by one, in order, and only those of earlier tenants than the one found so far.
 */
export class TenantTable {
  readonly #policies: readonly TenantPolicy[];
  /** Places in the file, of the first tenant that has it. */
  readonly #byId = new Map<string, number>();
  readonly #byPrefix = new Map<string, number>();
  readonly #prefixLengths: readonly number[];
  readonly #patterns: readonly Pattern[];
  readonly #tenants: ReadonlyMap<string, TenantPolicy>;

  constructor(entries: readonly TenantEntry[]) {
    this.#policies = entries.map(({ policy }) => policy);
    this.#tenants = new Map(this.#policies.map((policy) => [policy.id, policy]));
    const patterns: Pattern[] = [];
    for (const [place, { devices }] of entries.entries()) {
      for (const text of devices) {
        if (!isPattern(text)) addFirst(this.#byId, text, place);
        else if (isPrefix(text)) addFirst(this.#byPrefix, text.slice(0, -1), place);
        else patterns.push({ text, place });
      }
    }
    this.#patterns = patterns;
    this.#prefixLengths = [...new Set([...this.#byPrefix.keys()].map((prefix) => prefix.length))];
  }

  get tenants(): number {
    return this.#policies.length;
  }

  /** Ids and patterns. */
  get names(): number {
    return this.#byId.size + this.#byPrefix.size + this.#patterns.length;
  }

  tenantOf(id: string): TenantPolicy | undefined {
    let place = this.#byId.get(id) ?? this.#policies.length;
    for (const length of this.#prefixLengths) {
      if (length <= id.length) place = Math.min(place, this.#byPrefix.get(id.slice(0, length)) ?? place);
    }
    const earlier = this.#patterns.find((pattern) => pattern.place >= place || fitsPattern(pattern.text, id));
    return this.#policies[Math.min(place, earlier?.place ?? place)];
  }

  find(id: TenantId): TenantPolicy | undefined {
    return this.#tenants.get(id);
  }
}

const isPrefix = (pattern: string): boolean => pattern.endsWith("*") && !isPattern(pattern.slice(0, -1));

function addFirst(table: Map<string, number>, text: string, place: number): void {
  if (!table.has(text)) table.set(text, place);
}
