import { writeFileSync } from "node:fs";
import { delay, errorMessage, noMetrics } from "@fairlead/base";
import { helpLines, loadWords, type WordSpec, WordTable } from "@fairlead/runtime";
import type { Command } from "../command.ts";
import { type CellTable, cellTable, shortReport } from "../kube-test/cell-table.ts";
import { type Published, readPublished } from "../kube-test/published.ts";
import { visitPublished, whenSettled } from "../kube-test/visit-published.ts";
import { KUBE_WORDS, planKubeApi } from "../settings/kube-words.ts";
import { Notices } from "../settings/notices.ts";
import { WordReader } from "../settings/word-reader.ts";
import type { World } from "../world.ts";

const value = (name: string, valueName: string, help: string): WordSpec => ({
  name,
  takesValue: true,
  valueName,
  help,
});
const WORDS: readonly WordSpec[] = [
  { ...value("key", "PUBLIC", "the server's public key, to check signatures too"), short: "k" },
  value("namespace", "N", "of the install; the service account's, or the kubeconfig's, when absent"),
  value("instance", "RELEASE", "which install; all of the namespace when absent"),
  value("server", "HOST[:PORT]", "a rendezvous to visit where none has a published address, such as its Service"),
  value("wait", "SECONDS", "for relays that are being started; 60 when absent"),
  value("relay-bytes", "BYTES", "each way through each relay; 256 KiB when absent"),
  value("termination-log", "FILE", "where the table goes, too; /dev/termination-log when absent"),
  { name: "no-web-socket", takesValue: false, help: "the rendezvous' WebSocket port is not offered at its address" },
  ...KUBE_WORDS,
];
/** A device that went away is back by then, and a node that stood still is known to be. */
const AGAIN_MS = 10_000;
const NOTE =
  "Seen from inside. Source addresses, certificates and firewalls are judged from outside: fairlead doctor HOST";

export const kubeTest: Command = {
  names: ["kube-test"],
  summary: "play a real client at every published address of an install on Kubernetes (helm test)",
  help: () =>
    [
      "fairlead kube-test [--namespace N] [--instance RELEASE] [--key PUBLIC]",
      "",
      "Reads what addresses the install tells clients, and plays a client at each: registers by UDP, TCP and WebSocket, tests the NAT test ports, punches, and relays through every",
      "relay, by TCP and by WebSocket. Prints a table; ends with 1 when a cell of it fails, twice in a row.",
      "",
      ...helpLines(WORDS),
    ].join("\n"),
  async run(world) {
    const { words } = loadWords(new WordTable(WORDS), world);
    const reader = new WordReader(words, new Notices());
    const log = reader.filledText("termination-log") ?? "/dev/termination-log";
    try {
      const table = await twice(world, () => examine(world, reader));
      world.out.write(`${[table.text, "", NOTE, ...table.failures].join("\n")}\n`);
      leave(log, shortReport(table));
      return table.failures.length === 0 ? 0 : 1;
    } catch (error) {
      leave(log, `${errorMessage(error)}\n`);
      throw error;
    }
  },
};

/** Once more where something failed: of an install that has just begun, the first seconds are nobody's judgement. What failed first is told all the same. */
async function twice(world: World, look: () => Promise<CellTable>): Promise<CellTable> {
  const first = await look();
  if (first.failures.length === 0) return first;
  world.out.write(`${["tried again, as at first:", ...first.failures].join("\n")}\n\n`);
  await delay(world.clock, AGAIN_MS);
  return look();
}

async function examine(world: World, reader: WordReader): Promise<CellTable> {
  const settings = planKubeApi(reader, world.workingDir);
  const waitMs = (reader.wholeNumber("wait") ?? 60) * 1000;
  const relayBytes = reader.wholeNumber("relay-bytes") ?? 256 * 1024;
  // Loaded here alone: no other role has anything to do with Kubernetes.
  const { listAll, openKubeApi } = await import("@fairlead/kube");
  await using api = await openKubeApi({ ...world, metrics: noMetrics }, settings);
  const place = { namespace: reader.filledText("namespace") ?? api.namespace, instance: reader.filledText("instance") };
  const read = (): Promise<Published> => readPublished(api, listAll, place);
  const published = withServer(await whenSettled(world.clock, read, waitMs), reader.filledText("server"));
  const identity = `kube-test ${place.namespace} ${place.instance ?? ""}`;
  const visits = await visitPublished(world, published, { key: reader.filledText("key"), relayBytes, identity });
  return cellTable(published, visits, !reader.isOn("no-web-socket"));
}

function withServer(published: Published, server: string | undefined): Published {
  if (published.rendezvous.length > 0 || server === undefined) return published;
  return { ...published, rendezvous: [server] };
}

/** Where there is such a file: in a pod. */
function leave(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: "r+" });
  } catch {
    // Outside of a pod nobody reads it; the table was printed.
  }
}
