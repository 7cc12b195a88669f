import {
  type AdminAnswer,
  type AdminCommand,
  errorAnswer,
  HERE,
  type NodeCalls,
  type NodeReply,
  tableAnswer,
  textAnswer,
} from "@fairlead/runtime";
import { faultOf, silentRows, tablesOf } from "./merged-tables.ts";

const WHICH = "which session? do: ctl sessions";

/** Relayed sessions, whichever relay carries them. A session is called `RELAY/NUMBER`. `self`: this node's name. */
export function sessionCommands(calls: NodeCalls, self: string): readonly AdminCommand[] {
  const askAll = (word: string): Promise<readonly NodeReply[]> => calls.askAll(calls.nodes("relay"), [HERE, word]);
  return [
    {
      name: "sessions",
      aliases: [],
      usage: "",
      help: "relayed sessions of all relays with their speeds",
      run: async () => sessionTable(await askAll("sessions")),
    },
    {
      name: "usage",
      aliases: ["u"],
      usage: "",
      help: "time, volume and speeds per session, relay by relay, largest first",
      run: async () => textAnswer((await askAll("usage")).map(usageOf).join("")),
    },
    {
      name: "kick",
      aliases: [],
      usage: "RELAY/NUMBER",
      help: "ends a relayed session now; answers when it has ended",
      run: ([session]) => (session === undefined ? errorAnswer(WHICH) : kick(calls, self, session)),
    },
  ];
}

function sessionTable(replies: readonly NodeReply[]): AdminAnswer {
  const tables = tablesOf(replies, "session");
  const columns = tables[0]?.table.columns ?? ["session", "uuid"];
  const rows = tables.flatMap(({ node, table }) => table.rows.map(([id, ...rest]) => [`${node}/${id}`, ...rest]));
  return tableAnswer(columns, [...rows, ...silentRows(replies, columns.length)]);
}

function usageOf(reply: NodeReply): string {
  const { name } = reply.node;
  if (reply.kind === "silent" || reply.answer.kind !== "text") return `${name} (${faultOf(reply) ?? "no text"})\n`;
  return reply.answer.text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => `${name} ${line}\n`)
    .join("");
}

/** A number alone is a session of this node. */
async function kick(calls: NodeCalls, self: string, session: string): Promise<AdminAnswer> {
  const at = session.lastIndexOf("/");
  const [name, number] = at < 0 ? [self, session] : [session.slice(0, at), session.slice(at + 1)];
  const relay = calls.nodes("relay").find((node) => node.name === name);
  if (relay === undefined) return errorAnswer(`there is no relay ${name}; do: ctl sessions, and name RELAY/NUMBER`);
  const reply = await calls.ask(relay, [HERE, "kick", number]);
  const fault = faultOf(reply);
  if (fault === undefined) return textAnswer(`${name}/${number} has ended\n`);
  return errorAnswer(/may not ask/.test(fault) ? elsewhere(name, number) : `${name}: ${fault}`);
}

const elsewhere = (name: string, number: string): string =>
  `a relay ends no session of another; do: ctl kick ${name}/${number} at a rendezvous, or at ${name}`;
