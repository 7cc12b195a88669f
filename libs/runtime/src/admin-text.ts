import type { AdminAnswer, AdminCell } from "./admin-answer.ts";

/** An answer as a terminal shows it: text as it is, tables aligned with numbers to the right. Ends without a line break. */
export function formatAnswer(answer: AdminAnswer): string {
  switch (answer.kind) {
    case "text":
      return printable(answer.text).replace(/\n$/, "");
    case "table":
      return formatTable(answer.columns, answer.rows);
    case "error":
      return printable(answer.message);
    default:
      throw answer satisfies never;
  }
}

/** An answer for programs: a table as objects by column name. */
export function answerJson(answer: AdminAnswer): string {
  switch (answer.kind) {
    case "text":
      return JSON.stringify({ text: answer.text });
    case "table":
      return JSON.stringify(answer.rows.map((row) => asObject(answer.columns, row)));
    case "error":
      return JSON.stringify({ error: answer.message });
    default:
      throw answer satisfies never;
  }
}

function formatTable(columns: readonly string[], rows: readonly (readonly AdminCell[])[]): string {
  const cells = rows.map((row) => columns.map((_, at) => printable(String(row[at] ?? ""))));
  const widths = columns.map((name, at) => Math.max(name.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const numeric = columns.map((_, at) => rows.length > 0 && rows.every((row) => typeof row[at] === "number"));
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, at) => (numeric[at] ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0)))
      .join("  ")
      .trimEnd();
  return [line(columns), ...cells.map(line)].join("\n");
}

/** Some of these texts were chosen by clients: nothing that moves a cursor gets through. Line breaks and tabs do. */
function printable(text: string): string {
  return text.replaceAll(/(?![\n\t])\p{Cc}/gu, "\uFFFD");
}

function asObject(columns: readonly string[], row: readonly AdminCell[]): Record<string, AdminCell> {
  return Object.fromEntries(columns.map((name, at) => [name, row[at] ?? ""]));
}
