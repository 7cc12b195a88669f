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
import type { NodeDrain } from "../node-drain.ts";
import { faultOf } from "./merged-tables.ts";

const COLUMNS = ["node", "role", "slot", "address", "state", "release", "settings", "load", "up", "note"] as const;
type Word = "drain" | "undrain";

/** The nodes themselves. `self`: this node's name. */
export function nodeCommands(calls: NodeCalls, self: string): readonly AdminCommand[] {
  return [
    {
      name: "nodes",
      aliases: [],
      usage: "",
      help: "all nodes: where they are, their state and settings, how many devices or sessions, since when",
      run: async () => tableAnswer(COLUMNS, (await calls.askAll(calls.nodes(), [HERE, "about"])).map(nodeRow)),
    },
    {
      name: "drain",
      aliases: [],
      usage: "[NODE]",
      help: "takes a node out of use: others take over, what runs there may end; this node when none is named",
      run: ([name]) => order(calls, "drain", name ?? self),
    },
    {
      name: "undrain",
      aliases: [],
      usage: "[NODE]",
      help: "takes it back into use",
      run: ([name]) => order(calls, "undrain", name ?? self),
    },
  ];
}

function nodeRow(reply: NodeReply): readonly AdminCell[] {
  const { name, role, slot, busAddress, state, release, settingsVersion } = reply.node;
  const facts = factsOf(reply);
  const [load, up] = [facts.get("load"), facts.get("up")];
  const shownUp = typeof up === "number" ? ageText(up) : "";
  return [name, role, slot, busAddress, state, release, settingsVersion, load ?? "", shownUp, faultOf(reply) ?? ""];
}

function factsOf(reply: NodeReply): ReadonlyMap<AdminCell | undefined, AdminCell | undefined> {
  if (reply.kind === "silent" || reply.answer.kind !== "table") return new Map();
  return new Map(reply.answer.rows.map(([what, value]) => [what, value]));
}

function ageText(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} d`;
}

async function order(calls: NodeCalls, word: Word, name: string): Promise<AdminAnswer> {
  const node = calls.nodes().find((one) => one.name === name);
  if (node === undefined) return errorAnswer(`there is no node ${name}; do: ctl nodes`);
  const reply = await calls.ask(node, [HERE, word]);
  const fault = faultOf(reply);
  if (fault === undefined) return reply.kind === "answered" ? reply.answer : textAnswer("");
  const remedy = /may not ask/.test(fault) ? `do: ctl ${word} ${name} at a rendezvous, or at ${name}` : "do: ctl nodes";
  return errorAnswer(`${name}: ${fault}; ${remedy}`);
}

export interface OwnFacts {
  readonly name: string;
  readonly drain: NodeDrain;
  /** Devices or sessions. */
  readonly load: () => Promise<number>;
  readonly upSeconds: () => number;
}

/** What this node says and does when it is asked by name. */
export function ownCommands({ name, drain, load, upSeconds }: OwnFacts): readonly AdminCommand[] {
  const own = (word: string, help: string, run: AdminCommand["run"]): AdminCommand => ({
    name: word,
    aliases: [],
    usage: "",
    help,
    run,
  });
  return [
    own("about", "devices or sessions here, and for how long this node is up", async () =>
      tableAnswer(
        ["what", "value"],
        [
          ["load", await load()],
          ["up", upSeconds()],
        ],
      ),
    ),
    own("drain", "takes this node out of use", () => {
      drain.begin();
      return textAnswer(`${name} drains; ctl nodes shows what is left there\n`);
    }),
    own("undrain", "takes it back", async () => {
      await drain.undrain();
      return textAnswer(`${name} serves\n`);
    }),
  ];
}
