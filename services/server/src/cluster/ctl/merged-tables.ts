import type { AdminAnswer, AdminCell, NodeReply } from "@fairlead/runtime";

export type AdminTable = Extract<AdminAnswer, { kind: "table" }>;

/** What one node said. */
export interface NodeTable {
  readonly node: string;
  readonly table: AdminTable;
}

/** The tables among the replies that begin with this column. */
export function tablesOf(replies: readonly NodeReply[], firstColumn: string): readonly NodeTable[] {
  return replies.flatMap((reply) => {
    if (reply.kind === "silent" || reply.answer.kind !== "table") return [];
    const { answer, node } = reply;
    return answer.columns[0] === firstColumn ? [{ node: node.name, table: answer }] : [];
  });
}

/** A line for each node that did not answer, or answered that it cannot: no reason to hide what the others said. */
export function silentRows(replies: readonly NodeReply[], columns: number): readonly (readonly AdminCell[])[] {
  return replies.flatMap((reply) => {
    const reason = faultOf(reply);
    if (reason === undefined) return [];
    return [[reply.node.name, `(${reason})`, ...Array.from({ length: columns - 2 }, () => "")]];
  });
}

export function faultOf(reply: NodeReply): string | undefined {
  if (reply.kind === "silent") return reply.reason;
  return reply.answer.kind === "error" ? reply.answer.message : undefined;
}

/** Names of those that did not answer at all. */
export function silentNames(replies: readonly NodeReply[]): readonly string[] {
  return replies.filter(({ kind }) => kind === "silent").map(({ node }) => node.name);
}
