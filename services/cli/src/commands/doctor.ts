import { type DoctorResult, doctorIdentities, runDoctor } from "@fairlead/client";
import { helpLines, loadWords, SettingsError, type WordSpec, WordTable } from "@fairlead/runtime";
import type { Command } from "../command.ts";
import { readMachineId } from "../machine-id.ts";
import { Notices } from "../settings/notices.ts";
import { WordReader } from "../settings/word-reader.ts";
import type { World } from "../world.ts";

const WORDS: readonly WordSpec[] = [
  {
    name: "key",
    short: "k",
    takesValue: true,
    valueName: "PUBLIC",
    help: "the server's public key, to check signatures too",
    from: "flag",
  },
  {
    name: "port",
    short: "p",
    takesValue: true,
    valueName: "PORT",
    help: "the server's main port; 21116 when absent",
    from: "flag",
  },
  {
    name: "relay-bytes",
    takesValue: true,
    valueName: "BYTES",
    help: "to relay each way; 10 MB when absent",
    from: "flag",
  },
  { name: "json", takesValue: false, help: "answer as JSON", from: "flag" },
];

export const doctor: Command = {
  names: ["doctor"],
  summary: "play a real client against a server and say what works",
  help: () =>
    [
      "fairlead doctor HOST[:PORT] [--key PUBLIC]",
      "",
      "Registers by UDP, TCP and WebSocket, tests both NAT test ports, asks who is online, punches and relays between two clients of its own, from where you",
      "run it: run it where your clients are. It uses the same two ids on every visit. Works against hbbs, too: what that cannot do reads 'not in hbbs'.",
      "Ends with 0 when nothing failed, else with 1.",
      "",
      ...helpLines(WORDS),
    ].join("\n"),
  async run(world) {
    const { words } = loadWords(new WordTable(WORDS), { ...world, environment: {} });
    const reader = new WordReader(words, new Notices());
    const [host, ...more] = words.positionals;
    if (host === undefined || more.length > 0)
      throw new SettingsError("one HOST is needed; do: fairlead doctor HOST --key PUBLIC");
    return await examine(world, reader, host);
  },
};

async function examine(world: World, reader: WordReader, host: string): Promise<number> {
  const asJson = reader.isOn("json");
  const port = reader.port("port");
  const relayBytes = reader.wholeNumber("relay-bytes");
  const results = await runDoctor({
    host: port === undefined ? host : `${host}:${port}`,
    key: reader.filledText("key"),
    ids: doctorIdentities(readMachineId()),
    clock: world.clock,
    random: world.random,
    ...(relayBytes !== undefined && { relayBytes }),
    ...(!asJson && { onResult: (result) => void world.out.write(`${resultLines(result)}\n`) }),
  });
  if (asJson) world.out.write(`${JSON.stringify(results)}\n`);
  return results.some(({ outcome }) => outcome === "fails") ? 1 : 0;
}

/** One row of the table, and under it the setting to change. */
function resultLines({ outcome, check, detail, do: step }: DoctorResult): string {
  const row = `${outcome.padEnd(11)}  ${check.padEnd(26)}  ${detail}`;
  return step === "" ? row : `${row}\n${" ".repeat(13)}do: ${step}`;
}
