import { isDeepStrictEqual } from "node:util";

/** What the server takes and never shows. */
const WRITE_ONLY: readonly string[] = ["stringData"];

/**
 * The fields of what was written that are not in what was read, by path, such as `spec.ingress[0].from` [KU-5] [KU-31]. A value in another spelling (`1000m`, `1`) is not lost, nor is what
 * says nothing: null, empty, false, 0.
 */
export function lostFields(written: unknown, read: unknown, path = ""): readonly string[] {
  if (saysNothing(written) || isDeepStrictEqual(written, read)) return [];
  if (shapeOf(written) !== shapeOf(read)) return [path];
  if (Array.isArray(written)) return lostItems(written, read as readonly unknown[], path);
  if (typeof written !== "object") return saysNothing(read) ? [path] : [];
  const known = read as Readonly<Record<string, unknown>>;
  return Object.entries(written as object)
    .filter(([name]) => !WRITE_ONLY.includes(name))
    .flatMap(([name, value]) => lostFields(value, known[name], path === "" ? name : `${path}.${name}`));
}

/** Lists may be merged with what others wrote, so that places move: an item is there when some item holds all of it. */
function lostItems(written: readonly unknown[], read: readonly unknown[], path: string): readonly string[] {
  const spelledOtherwise = read.length >= written.length;
  return written.flatMap((item, index) => {
    const where = `${path}[${index}]`;
    if (typeof item !== "object") return spelledOtherwise || read.includes(item) ? [] : [where];
    return leastLost(item, [read[index], ...read], where);
  });
}

function leastLost(item: unknown, candidates: readonly unknown[], where: string): readonly string[] {
  let least: readonly string[] = [where];
  for (const [index, candidate] of candidates.entries()) {
    const lost = lostFields(item, candidate, where);
    if (lost.length === 0) return [];
    if (index === 0 || lost.length < least.length) least = lost;
  }
  return least;
}

/** Values of one shape may be spelled otherwise. */
function shapeOf(value: unknown): "none" | "list" | "object" | "value" {
  if (value === undefined || value === null) return "none";
  if (Array.isArray(value)) return "list";
  return typeof value === "object" ? "object" : "value";
}

function saysNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
