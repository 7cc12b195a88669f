import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { silentLogger } from "@fairlead/base";
import { helpLines, loadWords, SettingsError, type WordSpec, WordTable } from "@fairlead/runtime";
import { dataDirKeys, resolveKeys } from "@fairlead/server";
import type { Ed25519KeyPair } from "@fairlead/wire";
import { clientConfig } from "../client-config.ts";
import type { Command } from "../command.ts";
import { readMountedSecrets } from "../mounted-secrets.ts";
import { ownAddresses } from "../own-addresses.ts";
import { configQrCode } from "../qr-code.ts";
import { planClientApiUrl } from "../settings/api-words.ts";
import { planKey } from "../settings/key-words.ts";
import { Notices } from "../settings/notices.ts";
import { SecretFiles } from "../settings/secret-file.ts";
import { WordReader } from "../settings/word-reader.ts";
import type { World } from "../world.ts";

const WORDS: readonly WordSpec[] = [
  {
    name: "host",
    takesValue: true,
    valueName: "HOST[:PORT]",
    help: "the server's name; RUSTDESK_HOST or this machine's address when absent",
    from: "flag",
  },
  {
    name: "key",
    takesValue: true,
    valueName: "PUBLIC",
    help: "the server's public key; that of the data dir when absent",
  },
  { name: "api", takesValue: true, valueName: "URL", help: "the API server", from: "flag" },
  {
    name: "relay",
    takesValue: true,
    valueName: "HOST",
    help: "the relay; found from the host when absent",
    from: "flag",
  },
  { name: "with-key", takesValue: false, help: "the server's name and key too, for people who type", from: "flag" },
  { name: "port", takesValue: true, valueName: "PORT", help: "the server's main port", short: "p" },
  {
    name: "data-dir",
    takesValue: true,
    valueName: "DIR",
    help: "where the key is; the current directory when absent",
    from: "flag",
  },
  ...[
    "rustdesk-host",
    "key-file",
    "key-priv",
    "key-pub",
    "encrypted-only",
    "https-port",
    "api-url",
    "rustdesk-api-rustdesk-api-server",
  ].map((name): WordSpec => ({ name, takesValue: true, help: "as the server's", from: "environment" })),
];

export const configString: Command = {
  names: ["config-string"],
  summary: "print the string (and QR code) that sets up a client",
  help: () =>
    [
      "fairlead config-string [--host HOST] [--data-dir DIR]",
      "",
      "Prints the string that sets up a client: rustdesk --config STRING, or Settings > Network > Import. On a terminal the QR code for mobile clients",
      "follows.",
      "",
      ...helpLines(WORDS),
    ].join("\n"),
  async run(world) {
    const { words, dataDir } = loadWords(new WordTable(WORDS), { ...world, dataDirWord: "data-dir" });
    const reader = new WordReader(words, new Notices());
    const host =
      reader.filledText("host") ?? reader.filledText("rustdesk-host") ?? ownAddresses(networkInterfaces())[0];
    if (host === undefined) throw new SettingsError("this machine has no address of its own; do: give --host HOST");
    const config = clientConfig({
      host,
      port: reader.port("port") ?? 21_116,
      publicKey: await publicKeyOf(world, reader, dataDir),
      apiUrl: reader.filledText("api") ?? planClientApiUrl(reader) ?? "",
      relay: reader.filledText("relay") ?? "",
    });
    if (reader.isOn("with-key"))
      world.out.write(`ID server  ${config.idServer}\nKey        ${config.key}\nConfig     `);
    world.out.write(`${config.configString}\n`);
    if (world.out.isTerminal) world.out.write(`${configQrCode(config.configString)}\n`);
    return 0;
  },
};

/** What the server of this data dir would ask for; makes no key. */
async function publicKeyOf(world: World, reader: WordReader, dataDir: string): Promise<string> {
  const keys = dataDirKeys(dataDir, world.clock, silentLogger);
  const open = async (): Promise<Ed25519KeyPair> => (await keys.peek()) ?? refuseEmpty(dataDir);
  const files = new SecretFiles(reader, dataDir, (path) => readFileSync(path, "utf8"));
  const plan = planKey("rendezvous", reader, { mounted: readMountedSecrets(), files });
  return (await resolveKeys(plan, { open, peek: keys.peek }, true)).publicKey ?? "";
}

function refuseEmpty(dataDir: string): never {
  throw new SettingsError(`${dataDir} holds no key yet; do: start the server there once, or give --key or --data-dir`);
}
