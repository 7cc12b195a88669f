import { tenantId } from "@fairlead/base";
import { type SessionBudget, type TenantPolicy, unlimitedBudget } from "@fairlead/cluster";
import type { FileProblem } from "./file-problems.ts";
import { readRate } from "./read-rate.ts";
import { type YamlPart, YamlReader } from "./yaml-reader.ts";

/** A tenant, and the ids and patterns that name its devices. */
export interface TenantEntry {
  readonly policy: TenantPolicy;
  readonly devices: readonly string[];
}
export interface TenantsText {
  /** In the order of the file; of use only when there are no problems. */
  readonly tenants: readonly TenantEntry[];
  readonly problems: readonly FileProblem[];
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const DEVICE = /^[^\s\p{Cc}]{1,128}$/u;
const RATE = "write a rate such as 8 Mbit/s, or leave it out for no limit";

/** Reads all of it, or says all that is wrong with it. An empty file has no tenants. */
export function readTenants(text: string): TenantsText {
  const reader = new YamlReader(text);
  if (reader.root.node === null) return { tenants: [], problems: reader.problems };
  const list = reader.map(reader.root, ["tenants"]).get("tenants");
  const ids = new Set<string>();
  const tenants = (list === undefined ? [] : reader.list(list)).map((part) => readTenant(reader, part, ids));
  return { tenants, problems: reader.problems };
}

/** `ids`: of the tenants before it. */
function readTenant(reader: YamlReader, part: YamlPart, ids: Set<string>): TenantEntry {
  const fields = reader.map(part, ["id", "name", "suspended", "pools", "limits", "devices"]);
  const id = readId(reader, part, fields.get("id"), ids);
  const name = fields.get("name");
  if (name !== undefined) reader.text(name);
  const policy: TenantPolicy = {
    id: tenantId(id ?? ""),
    suspended: readSuspension(reader, fields.get("suspended")),
    pools: readTexts(reader, fields.get("pools"), NAME, "a pool is 1 to 64 letters, digits, dots, dashes"),
    budget: readBudget(reader, fields.get("limits")),
  };
  const devices = readTexts(reader, fields.get("devices"), DEVICE, "write an id, or a pattern with * and ?");
  return { policy, devices };
}

function readId(
  reader: YamlReader,
  tenant: YamlPart,
  part: YamlPart | undefined,
  ids: Set<string>,
): string | undefined {
  if (part === undefined) return reader.complain(tenant, "a tenant without an id", "write id: and a short name");
  const id = reader.text(part);
  if (id !== undefined && ids.has(id))
    return reader.complain(part, "a second tenant with this id", "give it another id");
  if (id !== undefined) ids.add(id);
  if (id === undefined || NAME.test(id)) return id;
  return reader.complain(part, "this cannot be an id", "write 1 to 64 letters, digits, dots, dashes or underscores");
}

/** `true` is a reason too, if a short one. */
function readSuspension(reader: YamlReader, part: YamlPart | undefined): string {
  const text = part === undefined ? "" : (reader.text(part) ?? "");
  if (text === "" || text === "false") return "";
  return text === "true" ? "suspended" : text;
}

function readTexts(reader: YamlReader, part: YamlPart | undefined, form: RegExp, what: string): readonly string[] {
  if (part === undefined) return [];
  return reader.list(part).flatMap((item) => {
    const text = reader.text(item);
    if (text === undefined || form.test(text)) return text ?? [];
    return reader.complain(item, "this cannot be used", what) ?? [];
  });
}

function readBudget(reader: YamlReader, part: YamlPart | undefined): SessionBudget {
  if (part === undefined) return unlimitedBudget;
  const fields = reader.map(part, ["session", "device", "total", "sessions"]);
  return {
    sessionBps: rateOf(reader, fields.get("session")),
    deviceBps: rateOf(reader, fields.get("device")),
    tenantBps: rateOf(reader, fields.get("total")),
    tenantSessions: countOf(reader, fields.get("sessions")),
  };
}

function rateOf(reader: YamlReader, part: YamlPart | undefined): number {
  const text = part === undefined ? undefined : reader.text(part);
  if (part === undefined || text === undefined) return 0;
  return readRate(text) ?? reader.complain(part, "this is no rate", RATE) ?? 0;
}

function countOf(reader: YamlReader, part: YamlPart | undefined): number {
  const text = part === undefined ? undefined : reader.text(part);
  if (part === undefined || text === undefined) return 0;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  return (
    reader.complain(part, "this is no number of sessions", "write a whole number, or leave it out for no limit") ?? 0
  );
}
