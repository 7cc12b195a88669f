import type { WordSpec } from "./words.ts";

/** The lines that `--help` prints for these words, aligned. */
export function helpLines(specs: readonly WordSpec[]): readonly string[] {
  const flags = specs
    .filter((spec) => spec.from !== "environment")
    .map((spec) => ({ left: flagText(spec), help: spec.help }));
  const width = Math.max(0, ...flags.map(({ left }) => left.length));
  return flags.map(({ left, help }) => `  ${left.padEnd(width)}  ${help}`);
}

function flagText(spec: WordSpec): string {
  const short = spec.short === undefined ? "    " : `-${spec.short}, `;
  return `${short}--${spec.name}${spec.takesValue ? ` ${spec.valueName ?? "VALUE"}` : ""}`;
}
