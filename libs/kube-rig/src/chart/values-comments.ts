/** One key of `values.yaml`, as its file writes it. */
export interface DocumentedValue {
  /** From the top. */
  readonly path: readonly string[];
  /** The lines above it, as one text; empty = none. */
  readonly comment: string;
  /** As written; `undefined` where the key holds others. */
  readonly written: string | undefined;
}

const KEY = /^( *)([A-Za-z][A-Za-z0-9]*):(?: (.*))?$/;
const COMMENT = /^ *# ?(.*)$/;

/**
 * The keys of a values file with what is written above them. It is read by lines, as the file's style is ours: maps as blocks, lists and empty maps on the key's own line. Throws
 * at a line of another style.
 */
export function documentedValues(text: string): readonly DocumentedValue[] {
  const found: DocumentedValue[] = [];
  const open: { readonly indent: number; readonly key: string }[] = [];
  let comment: string[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const said = COMMENT.exec(line)?.[1];
    if (said !== undefined) comment.push(said);
    else if (line.trim() === "") comment = [];
    else {
      const [, blanks = "", key = "", written] = KEY.exec(line) ?? refuse(index, line);
      while ((open.at(-1)?.indent ?? -1) >= blanks.length) open.pop();
      open.push({ indent: blanks.length, key });
      found.push({ path: open.map((one) => one.key), comment: comment.join(" "), written });
      comment = [];
    }
  }
  return found;
}

function refuse(index: number, line: string): never {
  throw new Error(`values.yaml:${index + 1} is no "key: value" of one line: ${line}`);
}
