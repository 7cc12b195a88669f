import type { Cause } from "./cause.ts";
import type { FakeKind } from "./fake-kind.ts";
import { type Fields, withoutUndefined } from "./fake-object.ts";

/** An answer that is no success, with the Status body that the real server sends. */
export class Refusal extends Error {
  readonly status: number;
  readonly reason: string;
  readonly details: Fields;

  constructor(status: number, reason: string, message: string, details: Fields = {}) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.details = details;
  }

  get body(): Fields {
    const { status: code, reason, message, details } = this;
    const about = Object.keys(details).length === 0 ? undefined : details;
    const base = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message, reason, details: about };
    return withoutUndefined({ ...base, code });
  }
}

export const resourceName = ({ plural, group }: FakeKind): string => (group === "" ? plural : `${plural}.${group}`);

const about = ({ plural, group }: FakeKind, name: string): Fields =>
  withoutUndefined({ name, group: group === "" ? undefined : group, kind: plural });

export const notFound = (kind: FakeKind, name: string): Refusal =>
  new Refusal(404, "NotFound", `${resourceName(kind)} "${name}" not found`, about(kind, name));

export const alreadyExists = (kind: FakeKind, name: string): Refusal =>
  new Refusal(409, "AlreadyExists", `${resourceName(kind)} "${name}" already exists`, about(kind, name));

export const conflict = (kind: FakeKind, name: string, why: string): Refusal =>
  new Refusal(
    409,
    "Conflict",
    `Operation cannot be fulfilled on ${resourceName(kind)} "${name}": ${why}`,
    about(kind, name),
  );

export const changedMeanwhile = (kind: FakeKind, name: string): Refusal =>
  conflict(kind, name, "the object has been modified; please apply your changes to the latest version and try again");

export const badRequest = (message: string): Refusal => new Refusal(400, "BadRequest", message);

export const expired = (message: string): Refusal => new Refusal(410, "Expired", message);

export function invalid(kind: FakeKind, name: string, causes: readonly Cause[]): Refusal {
  const words = causes.map(({ field, message }) => `${field}: ${message}`);
  const list = words.length === 1 ? words[0] : `[${words.join(", ")}]`;
  const details = {
    ...withoutUndefined({ name, group: kind.group === "" ? undefined : kind.group, kind: kind.kind }),
    causes,
  };
  const what = kind.group === "" ? kind.kind : `${kind.kind}.${kind.group}`;
  return new Refusal(422, "Invalid", `${what} "${name}" is invalid: ${list}`, details);
}
