import type { FakeKind } from "./fake-kind.ts";
import { type FakeObject, fieldAt } from "./fake-object.ts";
import { badRequest } from "./refusal.ts";

export type Selector = (object: FakeObject) => boolean;

/** What `labelSelector` and `fieldSelector` of a request ask for. */
export function selectorOf(kind: FakeKind, query: URLSearchParams): Selector {
  const labels = labelSelector(query.get("labelSelector") ?? "");
  const fields = fieldSelector(kind, query.get("fieldSelector") ?? "");
  return (object) => labels(object) && fields(object);
}

export function labelSelector(text: string): Selector {
  const terms = splitOutsideBrackets(text).map(labelTerm);
  return (object) => terms.every((term) => term(object.metadata.labels ?? {}));
}

type LabelTerm = (labels: Readonly<Record<string, string>>) => boolean;

function labelTerm(text: string): LabelTerm {
  const set = /^([^\s!=,()]+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(text);
  if (set !== null) {
    const values = (set[3] ?? "").split(",").map((value) => value.trim());
    const isIn: LabelTerm = (labels) => values.includes(labels[set[1] ?? ""] ?? "\0");
    return set[2] === "in" ? isIn : (labels) => !isIn(labels);
  }
  const equal = /^([^\s!=,()]+)\s*(==|=|!=)\s*([^\s!=,()]*)$/.exec(text);
  if (equal !== null) {
    const [, key = "", operator, value = ""] = equal;
    return operator === "!=" ? (labels) => labels[key] !== value : (labels) => labels[key] === value;
  }
  const present = /^(!?)([^\s!=,()]+)$/.exec(text);
  if (present === null) throw badRequest(`unable to parse requirement: ${text}`);
  return (labels) => (labels[present[2] ?? ""] === undefined) === (present[1] === "!");
}

function splitOutsideBrackets(text: string): readonly string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((term) => term.trim())
    .filter((term) => term !== "");
}

function fieldSelector(kind: FakeKind, text: string): Selector {
  const terms = splitOutsideBrackets(text).map((term): Selector => {
    const [, path = "", operator, value = ""] = /^([^!=]+)(==|=|!=)(.*)$/.exec(term) ?? [];
    const known = ["metadata.name", "metadata.namespace", ...kind.selectable];
    if (!known.includes(path)) throw badRequest(`field label not supported: ${path === "" ? term : path}`);
    return (object) => (String(fieldAt(object, path) ?? "") === value) !== (operator === "!=");
  });
  return (object) => terms.every((term) => term(object));
}
