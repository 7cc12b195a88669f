import { helpLines, type WordSpec } from "@fairlead/runtime";
import { PeerFileReader, parseDbUrl } from "@fairlead/store-sqlite";
import { publicKeyText } from "@fairlead/wire";
import type { Command } from "../command.ts";
import { keyPairIn, putKeyPair, settleKey } from "../transfer/carry-key.ts";
import { type ClusterDevices, openClusterDevices } from "../transfer/cluster-devices.ts";
import { ImportTally } from "../transfer/import-tally.ts";
import { Progress } from "../transfer/progress.ts";
import { planTransfer, type TransferPlan, transferWords } from "../transfer/transfer-words.ts";
import type { World } from "../world.ts";

const BATCH = 500;

const WORDS: readonly WordSpec[] = [
  {
    name: "data-dir",
    takesValue: true,
    valueName: "DIR",
    help: "put the folder's key pair there, for a rendezvous node to use",
    from: "flag",
  },
  { name: "dry-run", takesValue: false, help: "say what would be done, and write no device and no key", from: "flag" },
];

export const importFolder: Command = {
  names: ["import"],
  summary: "bring an hbbs data folder (key and devices) into a cluster",
  help: () =>
    [
      "fairlead import DIR --redis URL [--data-dir DIR] [--dry-run]",
      "",
      "Reads id_ed25519 and db_v2.sqlite3 of DIR, changes nothing there, and writes every device into the cluster's Redis. May be run again at any time: what is",
      "there stays, what the folder knows newer is updated, and an id that another device has in the cluster is reported and skipped. A device that is",
      "registered in the cluster now is left as it is. After a Redis that lost its data, importing the last export brings back what its nodes do not hold.",
      "",
      ...helpLines(transferWords(WORDS)),
    ].join("\n"),
  async run(world) {
    const plan = planTransfer(world, "import", WORDS);
    using reader = new PeerFileReader(parseDbUrl(undefined, plan.folder));
    await using devices = await openClusterDevices(world, plan.redis);
    const keyLine = await carryKey(world, plan, devices);
    const tally = await importAll(world, plan, reader, devices);
    const lines = [...(plan.isOn("dry-run") ? ["dry run: nothing was written"] : []), ...tally.lines(), keyLine];
    world.out.write(`${lines.join("\n")}\n`);
    return 0;
  },
};

/** Before any device: with another key none of them would trust the cluster. */
async function carryKey(
  world: World,
  { folder, dataDir, isOn }: TransferPlan,
  devices: ClusterDevices,
): Promise<string> {
  const pair = await keyPairIn(folder, world.clock);
  if (pair === undefined) return "signing key  none in the folder; the cluster keeps its own";
  const text = publicKeyText(pair.publicKey);
  await settleKey(pair, devices.settings, isOn("dry-run"));
  if (dataDir === undefined || isOn("dry-run")) return `signing key  ${text}`;
  const isNew = await putKeyPair(pair, dataDir, world.clock);
  return `signing key  ${text}, ${isNew ? "copied to" : "as in"} ${dataDir}`;
}

async function importAll(
  world: World,
  plan: TransferPlan,
  reader: PeerFileReader,
  devices: ClusterDevices,
): Promise<ImportTally> {
  const tally = new ImportTally();
  const progress = new Progress(world.err, world.clock, "devices", reader.count());
  for (const { rows, bad } of reader.batches(BATCH)) {
    tally.add(rows, await devices.registry.importPeers(rows, plan.isOn("dry-run")), bad);
    progress.add(rows.length + bad.length);
  }
  progress.end();
  return tally;
}
