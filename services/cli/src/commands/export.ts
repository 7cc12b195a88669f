import { existsSync, mkdirSync } from "node:fs";
import { helpLines, SettingsError, type WordSpec } from "@fairlead/runtime";
import { PeerFileReader, PeerFileWriter, parseDbUrl } from "@fairlead/store-sqlite";
import { publicKeyText } from "@fairlead/wire";
import type { Command } from "../command.ts";
import { keyPairIn, putKeyPair } from "../transfer/carry-key.ts";
import { openClusterDevices } from "../transfer/cluster-devices.ts";
import { Progress } from "../transfer/progress.ts";
import { planTransfer, type TransferPlan, transferWords } from "../transfer/transfer-words.ts";
import type { World } from "../world.ts";

const WORDS: readonly WordSpec[] = [
  {
    name: "data-dir",
    takesValue: true,
    valueName: "DIR",
    help: "a rendezvous node's folder: its key pair is put into the export too",
    from: "flag",
  },
  {
    name: "force",
    takesValue: false,
    help: "also when the last export in DIR holds more than twice as many devices",
    from: "flag",
  },
];

export const exportFolder: Command = {
  names: ["export"],
  summary: "write a cluster's devices as an hbbs data folder: the backup",
  help: () =>
    [
      "fairlead export DIR --redis URL [--data-dir DIR] [--force]",
      "",
      "Writes db_v2.sqlite3 into DIR, which hbbs and fairlead standalone run on, and which fairlead import reads. The old file is replaced when the new one is",
      "whole; the same devices make the same rows. An export that holds less than half of the devices of the one before is refused without --force: it may",
      "be that Redis has just lost its data, and the old file is what brings it back.",
      "",
      ...helpLines(transferWords(WORDS)),
    ].join("\n"),
  async run(world) {
    const plan = planTransfer(world, "export", WORDS);
    mkdirSync(plan.folder, { recursive: true });
    const keyLine = await carryKey(world, plan);
    const count = await exportAll(world, plan, parseDbUrl(undefined, plan.folder));
    world.out.write(`exported     ${String(count).padStart(9)}\n${keyLine}\n`);
    return 0;
  },
};

async function carryKey(world: World, { folder, dataDir }: TransferPlan): Promise<string> {
  const pair = dataDir === undefined ? undefined : await keyPairIn(dataDir, world.clock);
  if (pair === undefined) return "signing key  not exported: no --data-dir with a key pair was given";
  await putKeyPair(pair, folder, world.clock);
  return `signing key  ${publicKeyText(pair.publicKey)}`;
}

async function exportAll(world: World, plan: TransferPlan, file: string): Promise<number> {
  await using devices = await openClusterDevices(world, plan.redis);
  using writer = new PeerFileWriter(file);
  const progress = new Progress(world.err, world.clock, "devices", 0);
  for await (const batch of devices.registry.scan()) {
    writer.add(batch);
    progress.add(batch.length);
  }
  progress.end();
  if (!plan.isOn("force")) refuseShrunk(file, writer.count());
  return writer.finish();
}

/** The one moment at which a backup may do harm is when it replaces a good one. */
function refuseShrunk(file: string, count: number): void {
  if (!existsSync(file)) return;
  using old = new PeerFileReader(file);
  const before = old.count();
  if (count * 2 >= before) return;
  throw new SettingsError(
    `${file} holds ${before} devices, the cluster only ${count}: its Redis may have lost data; ` +
      "do: fairlead import the folder, or export into another one, or give --force",
  );
}
