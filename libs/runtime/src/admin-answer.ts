export type AdminCell = string | number;

/** What a command says: lines, rows under column names, or why it did not do what was asked. */
export type AdminAnswer =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "table"; readonly columns: readonly string[]; readonly rows: readonly (readonly AdminCell[])[] }
  | { readonly kind: "error"; readonly message: string };

/** One word of `ctl`. Names and aliases are case-sensitive, since `ba` and `Ba` are two commands. */
export interface AdminCommand {
  readonly name: string;
  readonly aliases: readonly string[];
  /** The words after the name, such as `[IP|NUMBER] [-]`; empty when it takes none. */
  readonly usage: string;
  /** One line. */
  readonly help: string;
  /** `words` are those after the name. May throw: the caller hears an error answer without details, the log has them. */
  run(words: readonly string[]): Promise<AdminAnswer> | AdminAnswer;
}

export const textAnswer = (text: string): AdminAnswer => ({ kind: "text", text });
export const errorAnswer = (message: string): AdminAnswer => ({ kind: "error", message });
export const tableAnswer = (columns: readonly string[], rows: readonly (readonly AdminCell[])[]): AdminAnswer => ({
  kind: "table",
  columns,
  rows,
});

/** `undefined` for what is no answer. */
export function parseAnswer(text: string): AdminAnswer | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isAnswer(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isAnswer(value: unknown): value is AdminAnswer {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  if (value.kind === "text") return "text" in value && typeof value.text === "string";
  if (value.kind === "error") return "message" in value && typeof value.message === "string";
  if (value.kind !== "table") return false;
  return "columns" in value && Array.isArray(value.columns) && "rows" in value && Array.isArray(value.rows);
}
