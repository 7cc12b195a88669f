import {
  type AdminAnswer,
  type AdminCell,
  type AdminCommand,
  errorAnswer,
  HERE,
  type NodeCalls,
  type NodeReply,
  tableAnswer,
  textAnswer,
} from "@fairlead/runtime";
import { silentNames, silentRows, tablesOf } from "./merged-tables.ts";

const WHICH = "which device? do: ctl peers";

/** Devices, whichever rendezvous holds them. */
export function deviceCommands(calls: NodeCalls): readonly AdminCommand[] {
  const askAll = (...words: readonly string[]): Promise<readonly NodeReply[]> =>
    calls.askAll(calls.nodes("rendezvous"), [HERE, ...words]);
  return [
    {
      name: "peers",
      aliases: [],
      usage: "[TEXT | count]",
      help: "devices of all nodes, those whose id or address holds TEXT, or how many",
      run: async (words) => {
        const replies = await askAll("peers", ...words);
        return words[0] === "count" ? countTable(replies) : deviceTable(replies);
      },
    },
    {
      name: "peer",
      aliases: [],
      usage: "ID",
      help: "everything known of one device, and which node holds it",
      run: async ([id]) => (id === undefined ? errorAnswer(WHICH) : oneDevice(await askAll("peer", id))),
    },
    {
      name: "kick-peer",
      aliases: [],
      usage: "ID",
      help: "takes a device offline, wherever it is, until it registers again",
      run: async ([id]) => (id === undefined ? errorAnswer(WHICH) : kicked(id, await askAll("kick-peer", id))),
    },
  ];
}

function deviceTable(replies: readonly NodeReply[]): AdminAnswer {
  const lists = tablesOf(replies, "id");
  const columns = lists[0]?.table.columns;
  if (columns === undefined) return oneDevice(replies);
  const rows = lists.flatMap(({ node, table }) => table.rows.map((row) => [node, ...row]));
  const silent = replies.filter(({ kind }) => kind === "silent");
  return tableAnswer(["node", ...columns], [...rows, ...silentRows(silent, columns.length + 1)]);
}

function countTable(replies: readonly NodeReply[]): AdminAnswer {
  const counts = replies.flatMap((reply): readonly (readonly [string, number])[] => {
    if (reply.kind === "silent" || reply.answer.kind !== "text") return [];
    return [[reply.node.name, Number(reply.answer.text)]];
  });
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  return tableAnswer(["node", "devices"], [...counts, ["all", total], ...silentRows(replies, 2)]);
}

/** Of several nodes that know it, the one where it is. */
function oneDevice(replies: readonly NodeReply[]): AdminAnswer {
  const known = tablesOf(replies, "what");
  const found = known.find(({ table }) => cellOf(table.rows, "here") === "yes") ?? known[0];
  if (found === undefined) return firstFault(replies);
  const isHere = cellOf(found.table.rows, "here") === "yes";
  const silent = silentNames(replies).map((name) => ["no answer from", name]);
  return tableAnswer(found.table.columns, [["node", isHere ? found.node : "none"], ...found.table.rows, ...silent]);
}

function cellOf(rows: readonly (readonly AdminCell[])[], name: string): AdminCell | undefined {
  return rows.find(([what]) => what === name)?.[1];
}

function firstFault(replies: readonly NodeReply[]): AdminAnswer {
  const refused = replies.find((reply) => reply.kind === "answered" && reply.answer.kind === "error");
  if (refused?.kind === "answered") return refused.answer;
  return errorAnswer(`no rendezvous has answered${trailing(replies)}; do: ctl nodes`);
}

function kicked(id: string, replies: readonly NodeReply[]): AdminAnswer {
  const where = replies.filter((reply) => reply.kind === "answered" && reply.answer.kind === "text");
  const names = where.map(({ node }) => node.name).join(", ");
  if (names !== "") return textAnswer(`${id} was on ${names}; it is offline until it registers again\n`);
  const forbidden = replies.find((reply) => reply.kind === "answered" && /may not ask/.test(messageOf(reply.answer)));
  if (forbidden !== undefined)
    return errorAnswer(`a relay takes no device offline; do: ctl kick-peer ${id} at ${forbidden.node.name}`);
  return errorAnswer(`${id} is on no node${trailing(replies)}; do: ctl peer ${id}`);
}

const messageOf = (answer: AdminAnswer): string => (answer.kind === "error" ? answer.message : "");

function trailing(replies: readonly NodeReply[]): string {
  const silent = silentNames(replies);
  return silent.length === 0 ? "" : ` (no answer from ${silent.join(", ")})`;
}
