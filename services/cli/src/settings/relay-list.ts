import { errorMessage } from "@fairlead/base";
import type { RelayOverride } from "@fairlead/protocol";
import { CidrList, checkPort } from "@fairlead/wire";
import type { WordReader } from "./word-reader.ts";

/**
 * The relays to hand out, as written; without any word of them, RUSTDESK_HOST with the relay's port, when there is one beside. An empty `-r` hands out none. `-r 21117`, which guides give,
 * names no relay.
 */
export function planRelayServers(reader: WordReader, relayPort: number | undefined): readonly string[] {
  const written = reader.list("relay-servers");
  const numbers = written.filter((entry) => /^\d+$/.test(entry));
  if (numbers.length > 0) warnOfNumbers(reader, numbers);
  const host = reader.filledText("rustdesk-host");
  if (reader.written("relay-servers") === undefined && host !== undefined && relayPort !== undefined)
    return [checkPort(host, relayPort)];
  return written.filter((entry) => !numbers.includes(entry));
}

function warnOfNumbers(reader: WordReader, numbers: readonly string[]): void {
  reader.notices.warn({
    reason: `${numbers.join(", ")} is not a relay address and is left out; clients use their server's host with port + 1`,
    setting: reader.setting("relay-servers"),
    do: "give HOST or HOST:PORT, or leave -r away",
  });
}

/** `--relay-for 10.0.0.0/8=relay.lan,…` [RC-3]. */
export function planRelayOverrides(reader: WordReader): readonly RelayOverride[] {
  return reader.list("relay-for").map((entry) => {
    const [cidr = "", relay = ""] = splitAtFirst(entry, "=");
    if (relay === "") reader.refuse("relay-for", `${entry} names no relay`, "write CIDR=RELAY");
    return { clients: readCidrs(reader, "relay-for", [cidr]), relay };
  });
}

function splitAtFirst(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

/** The word's networks; `undefined` when it names none. */
export function cidrWord(reader: WordReader, name: string): CidrList | undefined {
  const entries = reader.list(name);
  return entries.length === 0 ? undefined : readCidrs(reader, name, entries);
}

function readCidrs(reader: WordReader, name: string, entries: readonly string[]): CidrList {
  try {
    return CidrList.parse(entries);
  } catch (error) {
    const why = errorMessage(error);
    return reader.refuse(name, why, "write networks as 192.0.2.0/24 or 2001:db8::/32");
  }
}
