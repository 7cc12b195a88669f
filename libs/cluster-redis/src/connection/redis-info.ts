/** The lines of an `INFO` answer, by name. */
export function readInfo(text: string): ReadonlyMap<string, string> {
  const lines = text.split("\r\n").map((line) => /^([^#:][^:]*):(.*)$/.exec(line));
  return new Map(lines.flatMap((line) => (line === null ? [] : [[line[1] ?? "", line[2] ?? ""] as const])));
}
