import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { FileProblem } from "./file-problems.ts";

/** Anything in the file, with its place. */
export interface YamlPart {
  /** Such as `tenants[0].limits`. */
  readonly path: string;
  readonly line: number;
  readonly node: unknown;
}

/**
 * Reads YAML as text alone: `0123`, `true` and `1e5` are what was written, since ids are. What is not as asked for becomes a problem with its line, and reading goes on, so
 * that all of them can be told at once.
 */
export class YamlReader {
  readonly problems: FileProblem[] = [];
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;

  constructor(text: string) {
    this.#document = parseDocument(text, { schema: "failsafe", lineCounter: this.#lines, prettyErrors: false });
    for (const error of this.#document.errors) {
      const line = this.#lines.linePos(error.pos[0]).line;
      this.problems.push({
        line,
        setting: "",
        reason: error.message,
        do: "write YAML; quote text that has : or # in it",
      });
    }
  }

  get root(): YamlPart {
    return { path: "", line: 1, node: this.#document.contents };
  }

  complain(part: YamlPart, reason: string, what: string): undefined {
    this.problems.push({ line: part.line, setting: settingText(part), reason, do: what });
    return undefined;
  }

  /** The values by key. Keys that are not among the known ones are problems. */
  map(part: YamlPart, known: readonly string[]): ReadonlyMap<string, YamlPart> {
    const found = new Map<string, YamlPart>();
    if (!isMap(part.node))
      return this.complain(part, "this is no map of settings", `write ${known.join(":, ")}: below it`) ?? found;
    for (const { key, value } of part.node.items) {
      const name = isScalar(key) ? String(key.value) : "?";
      const child = this.#part(part.path === "" ? name : `${part.path}.${name}`, value, this.#lineOf(key) ?? part.line);
      if (known.includes(name)) found.set(name, child);
      else this.complain(child, `${name} is no setting here`, `remove it; known are ${known.join(", ")}`);
    }
    return found;
  }

  list(part: YamlPart): readonly YamlPart[] {
    if (!isSeq(part.node))
      return this.complain(part, "this is no list", "write [one, two], or one a line after -") ?? [];
    return part.node.items.map((item, index) => this.#part(`${part.path}[${index}]`, item, part.line));
  }

  /** Text as written, quotes aside. */
  text(part: YamlPart): string | undefined {
    if (isScalar(part.node) && typeof part.node.value === "string") return part.node.value;
    return this.complain(part, "this is no text", "write one value");
  }

  #part(path: string, written: unknown, near: number): YamlPart {
    const node = isAlias(written) ? written.resolve(this.#document) : written;
    return { path, line: this.#lineOf(written) ?? near, node };
  }

  #lineOf(node: unknown): number | undefined {
    if (typeof node !== "object" || node === null || !("range" in node) || !Array.isArray(node.range)) return undefined;
    const [start] = node.range as readonly unknown[];
    return typeof start === "number" ? this.#lines.linePos(start).line : undefined;
  }
}

function settingText({ path, node }: YamlPart): string {
  if (path === "") return "";
  return isScalar(node) ? `${path}=${String(node.value)}` : path;
}
