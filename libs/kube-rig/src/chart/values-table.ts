import type { DocumentedValue } from "./values-comments.ts";

const HEAD = ["| Value | Default | What it is |", "|---|---|---|"];

/** The values as Markdown: those at the top first, then a heading and a table for each group. */
export function valuesTable(values: readonly DocumentedValue[]): string {
  const groups = values.filter(({ path, written }) => path.length === 1 && written === undefined);
  const top = values.filter(({ path, written }) => path.length === 1 && written !== undefined);
  const parts = groups.map((group) => groupTable(group, values));
  return [[...HEAD, ...top.map(row)].join("\n"), ...parts].join("\n\n");
}

function groupTable(group: DocumentedValue, values: readonly DocumentedValue[]): string {
  const rows = values.filter(
    ({ path, written }) => path[0] === group.path[0] && path.length > 1 && written !== undefined,
  );
  const sections = values.filter(({ path, written, comment }) => {
    return path[0] === group.path[0] && path.length > 1 && written === undefined && comment !== "";
  });
  const words = [group, ...sections].filter(({ comment }) => comment !== "");
  const said = words.map((one) => (one === group ? one.comment : `\`${one.path.join(".")}\`: ${one.comment}`));
  return [`### ${group.path.join(".")}`, "", ...said.flatMap((text) => [text, ""]), ...HEAD, ...rows.map(row)].join(
    "\n",
  );
}

function row({ path, written = "", comment }: DocumentedValue): string {
  return `| \`${path.join(".")}\` | \`${inCell(written)}\` | ${inCell(comment)} |`;
}

const inCell = (text: string): string => text.replaceAll("|", "\\|");

const BEGIN = "<!-- values: written by make charts -->";
const END = "<!-- values: end -->";

/** The page with the table between its two marks. Throws when it has none. */
export function withValuesTable(page: string, table: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`the page has no "${BEGIN}" with "${END}" behind it`);
  return `${page.slice(0, begin)}${BEGIN}\n\n${table}\n\n${page.slice(end)}`;
}
