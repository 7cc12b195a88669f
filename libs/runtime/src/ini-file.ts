/** One `name=value` as written. */
export interface IniEntry {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

export interface IniFile {
  readonly entries: readonly IniEntry[];
  /** Lines that are neither `name=value`, a section, a comment nor blank. */
  readonly strangeLines: readonly number[];
}

/**
 * Reads `name=value` lines as hbbs's `.env` and `-c FILE` hold them. Section headers are passed over, `#` and `;` start a comment line, `export ` before
 * a name and one pair of quotes around a value are taken off. An empty value stays: it means something else than no line.
 */
export function parseIni(text: string): IniFile {
  const entries: IniEntry[] = [];
  const strangeLines: number[] = [];
  for (const [at, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim();
    if (line === "" || /^[#;[]/.test(line)) continue;
    const entry = parseEntry(line, at + 1);
    if (entry === undefined) strangeLines.push(at + 1);
    else entries.push(entry);
  }
  return { entries, strangeLines };
}

function parseEntry(text: string, line: number): IniEntry | undefined {
  const equals = text.indexOf("=");
  const name = text
    .slice(0, Math.max(equals, 0))
    .replace(/^export\s+/, "")
    .trim();
  if (name === "") return undefined;
  return { name, value: unquoted(text.slice(equals + 1).trim()), line };
}

function unquoted(text: string): string {
  const quote = text[0];
  const quoted = text.length >= 2 && (quote === '"' || quote === "'") && text.endsWith(quote);
  return quoted ? text.slice(1, -1) : text;
}
