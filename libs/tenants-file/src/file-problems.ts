/** One thing that cannot be used, and where. */
export interface FileProblem {
  /** From 1; 0 = the file as a whole. */
  readonly line: number;
  /** Such as `limits.session=fast`; empty where it is no setting. */
  readonly setting: string;
  readonly reason: string;
  readonly do: string;
}

const SHOWN = 5;

/** For people: `FILE:LINE: what is wrong; SETTING=value; do: one step`, the first few. */
export function problemsText(file: string, problems: readonly FileProblem[]): string {
  const lines = problems.slice(0, SHOWN).map((one) => problemText(file, one));
  const more = problems.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join("\n");
}

function problemText(file: string, problem: FileProblem): string {
  const place = problem.line > 0 ? `${file}:${problem.line}` : file;
  const setting = problem.setting === "" ? "" : `${problem.setting}; `;
  return `${place}: ${problem.reason}; ${setting}do: ${problem.do}`;
}
