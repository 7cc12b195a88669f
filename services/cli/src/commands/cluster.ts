import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { delay } from "@fairlead/base";
import { callAdmin, formatAnswer, helpLines, loadWords, type WordSpec, WordTable } from "@fairlead/runtime";
import type { Command } from "../command.ts";
import { clusterText } from "../local-cluster/cluster-text.ts";
import { LocalCluster, type LocalClusterSettings } from "../local-cluster/local-cluster.ts";
import { whenAborted } from "../local-cluster/when-aborted.ts";
import { Notices } from "../settings/notices.ts";
import { WordReader } from "../settings/word-reader.ts";
import type { World } from "../world.ts";

const MAX_NODES = 9;
const DEFAULT_NODES = 3;
const DEFAULT_PORT = 21_116;
const TABLE_WAIT_MS = 10_000;
const POLL_MS = 250;

const flag = (name: string, valueName: string, help: string, more: Partial<WordSpec> = {}): WordSpec => ({
  name,
  takesValue: true,
  valueName,
  help,
  from: "flag",
  ...more,
});
const WORDS: readonly WordSpec[] = [
  flag("data-dir", "DIR", "keeps keys, logs and Redis's data there; a new folder that goes at the end when absent"),
  flag("rendezvous", "N", "rendezvous nodes, 1 to 9; 3 when absent"),
  flag("relays", "N", "relays, 1 to 9; 3 when absent"),
  flag("port", "PORT", "main port of the rendezvous nodes; 21116 when absent", { short: "p" }),
];

export const cluster: Command = {
  names: ["cluster"],
  summary: "try several nodes on this machine: Redis, rendezvous and relays as processes",
  help: () =>
    [
      "fairlead cluster [--data-dir DIR] [--rendezvous N] [--relays N]",
      "",
      "Starts a redis-server, rendezvous nodes and relays, each on a loopback address of its own (127.77.0.1 and so on), and says how a client of this machine",
      "finds them. For trying, and for looking at what happens when one dies: every process's id is shown. Ctrl-C ends them all, a second one at once.",
      "",
      ...helpLines(WORDS),
    ].join("\n"),
  async run(world) {
    const { words } = loadWords(new WordTable(WORDS), { ...world, environment: {} });
    const reader = new WordReader(words, new Notices());
    const settings = {
      rendezvous: numberOfNodes(reader, "rendezvous"),
      relays: numberOfNodes(reader, "relays"),
      mainPort: reader.port("port") ?? DEFAULT_PORT,
      path: world.environment["PATH"],
    };
    const kept = reader.filledText("data-dir");
    const folder =
      kept === undefined ? await mkdtemp(join(tmpdir(), "fairlead-cluster-")) : resolve(world.workingDir, kept);
    try {
      return await runCluster(world, { ...settings, folder });
    } finally {
      if (kept === undefined) await rm(folder, { recursive: true, force: true });
    }
  },
};

function numberOfNodes(reader: WordReader, name: string): number {
  const number = reader.wholeNumber(name) ?? DEFAULT_NODES;
  if (number >= 1 && number <= MAX_NODES) return number;
  return reader.refuse(name, `${number} is not a number from 1 to ${MAX_NODES}`, `leave it away for ${DEFAULT_NODES}`);
}

async function runCluster(world: World, settings: LocalClusterSettings): Promise<number> {
  const [stopping, now] = [new AbortController(), new AbortController()];
  using _watching = world.signals.onStop(() => (stopping.signal.aborted ? now : stopping).abort());
  const { rendezvous, relays, folder } = settings;
  world.out.write(`Starting Redis, ${rendezvous} rendezvous and ${relays} relays, in ${folder} ...\n`);
  await using running = await LocalCluster.start(world, settings, stopping.signal);
  world.out.write(clusterText(running, settings));
  world.out.write(`${await nodesTable(world, running)}\n\nCtrl-C ends all of it.\n`);
  for (const { name, process } of running.nodes) tellEnd(world, name, process.ended, stopping.signal);
  await whenAborted(stopping.signal);
  world.out.write("Ending: the nodes leave, then Redis.\n");
  await running.stop(now.signal);
  return 0;
}

/** A node that was killed to see what happens, or one that fell over. */
function tellEnd(world: World, name: string, ended: Promise<string>, stopping: AbortSignal): void {
  void ended.then((end) => {
    if (!stopping.aborted) world.out.write(`${name} has ended (${end})\n`);
  });
}

/** Each node hears of the others with its next renewal, so a moment passes until one of them knows all. */
async function nodesTable({ clock }: World, { nodes }: LocalCluster): Promise<string> {
  const [first] = nodes;
  const untilMs = clock.now() + TABLE_WAIT_MS;
  for (;;) {
    const answer = await callAdmin({ dataDir: first?.dataDir ?? "" }, ["nodes"]);
    const isWhole =
      answer.kind === "table" && answer.rows.length >= nodes.length && answer.rows.every((row) => row.at(-1) === "");
    if (isWhole || clock.now() > untilMs) return formatAnswer(answer);
    await delay(clock, POLL_MS);
  }
}
