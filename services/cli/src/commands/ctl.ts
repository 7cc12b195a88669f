import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  type AdminAnswer,
  type AdminTarget,
  answerJson,
  callAdmin,
  errorAnswer,
  formatAnswer,
  helpLines,
  loadWords,
  readAdminFile,
  SettingsError,
  type WordSpec,
  WordTable,
} from "@fairlead/runtime";
import { RELAY_ADMIN_NAME } from "@fairlead/server";
import type { Command } from "../command.ts";
import { parseHostPort } from "../settings/host-port.ts";
import { Notices } from "../settings/notices.ts";
import { WordReader } from "../settings/word-reader.ts";
import type { World } from "../world.ts";

const WORDS: readonly WordSpec[] = [
  {
    name: "data-dir",
    takesValue: true,
    valueName: "DIR",
    help: "of the server to ask; the current directory when absent",
    from: "flag",
  },
  {
    name: "relay",
    takesValue: false,
    help: "ask the relay of the data dir that runs beside a rendezvous, as hbbr does",
    from: "flag",
  },
  { name: "tenant", takesValue: true, valueName: "T", help: "of explain: for the sake of this tenant", from: "flag" },
  { name: "json", takesValue: false, help: "answer as JSON, refusals too", from: "flag" },
  {
    name: "address",
    takesValue: true,
    valueName: "HOST:PORT",
    help: "a server's --admin-tcp instead of a data dir",
    from: "flag",
  },
  {
    name: "token-file",
    takesValue: true,
    valueName: "FILE",
    help: "the token of --address; also ADMIN_TOKEN in the environment",
    from: "flag",
  },
  { name: "admin-token", takesValue: true, help: "the token of --address", from: "environment" },
];

export const ctl: Command = {
  names: ["ctl"],
  summary: "ask and steer a running server",
  help: () =>
    [
      "fairlead ctl [--data-dir DIR] [--json] COMMAND [WORDS]",
      "",
      "Asks the server that runs in the data dir, over a Unix socket there. The words of the old consoles are the same: rs, ib, ic, pr, aur, tg; ba, br, b,",
      "Ba, Br, B, dt, t, ls, tb, sb, u. 'fairlead ctl help' lists all that this server knows.",
      "",
      ...helpLines(WORDS),
    ].join("\n"),
  async run(world) {
    const loaded = loadWords(new WordTable(WORDS), { ...world, dataDirWord: "data-dir" });
    const reader = new WordReader(loaded.words, new Notices());
    const words = commandWords(loaded.words.positionals, reader);
    const target = targetOf(reader, loaded.dataDir, world.workingDir);
    const answer = hintAtRelay(await callAdmin(target, words), target);
    const failed = answer.kind === "error";
    if (reader.isOn("json")) world.out.write(`${answerJson(answer)}\n`);
    else if (failed) world.err.write(`fairlead ctl: ${formatAnswer(answer)}\n`);
    else sayUnlessEmpty(world, formatAnswer(answer));
    return failed ? 1 : 0;
  },
};

/** As the server takes them. */
function commandWords(positionals: readonly string[], reader: WordReader): readonly string[] {
  const tenant = reader.filledText("tenant");
  const words = positionals.length === 0 ? ["help"] : positionals;
  return tenant === undefined ? words : [...words, "--tenant", tenant];
}

/** hbbs and hbbr in one folder answer each for themselves: say who knows the other's words. */
function hintAtRelay(answer: AdminAnswer, target: AdminTarget): AdminAnswer {
  if (answer.kind !== "error" || !answer.message.startsWith("unknown command")) return answer;
  const asked = "dataDir" in target && target.adminName === undefined ? target.dataDir : undefined;
  if (asked === undefined || readAdminFile(asked, RELAY_ADMIN_NAME) === undefined) return answer;
  return errorAnswer(`${answer.message}; or, for the relay's words, ctl --relay`);
}

/** The old consoles' setters answer nothing. */
function sayUnlessEmpty(world: World, text: string): void {
  if (text !== "") world.out.write(`${text}\n`);
}

function targetOf(reader: WordReader, dataDir: string, workingDir: string): AdminTarget {
  const address = reader.filledText("address");
  if (address === undefined) return targetIn(dataDir, reader.isOn("relay"));
  const place = parseHostPort(address);
  if (place === undefined) return reader.refuse("address", `${address} has no port`, "write HOST:PORT");
  return { ...place, token: tokenOf(reader, workingDir) };
}

/** Where only a relay runs, it is the one to ask. */
function targetIn(dataDir: string, askRelay: boolean): AdminTarget {
  const isAlone = readAdminFile(dataDir) === undefined && readAdminFile(dataDir, RELAY_ADMIN_NAME) !== undefined;
  return askRelay || isAlone ? { dataDir, adminName: RELAY_ADMIN_NAME } : { dataDir };
}

function tokenOf(reader: WordReader, workingDir: string): string {
  const file = reader.filledText("token-file");
  const token =
    file === undefined ? reader.filledText("admin-token") : readFileSync(resolve(workingDir, file), "utf8").trim();
  if (token !== undefined && token !== "") return token;
  throw new SettingsError(
    "--address needs the server's token; do: give --token-file FILE, or ADMIN_TOKEN in the environment",
  );
}
