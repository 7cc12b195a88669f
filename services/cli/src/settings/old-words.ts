import type { Role } from "./role.ts";
import { servesRelay, servesRendezvous } from "./role.ts";
import type { WordReader } from "./word-reader.ts";

interface OldWord {
  readonly name: string;
  readonly reason: string;
  readonly remedy: string;
}

/** Words of other servers that are taken without doing what they did there. */
const OLD_WORDS: readonly OldWord[] = [
  { name: "software-url", reason: "clients are never told of software updates from here", remedy: "leave it away" },
  {
    name: "test-hbbs",
    reason: "this server watches itself (/livez), TEST_HBBS is not needed",
    remedy: "leave it away",
  },
  {
    name: "max-database-connections",
    reason: "SQLite is written by one worker, a pool is not needed",
    remedy: "leave it away",
  },
  { name: "rustdesk-api-jwt-key", reason: "tokens are not checked here yet", remedy: "leave it to your API server" },
  {
    name: "rustdesk-api-key-file",
    reason: "the API server's key file is not read",
    remedy: "use id_ed25519 in the data dir, or KEY",
  },
  { name: "rustdesk-api-rustdesk-key", reason: "the API server's copy of the key is not read", remedy: "use KEY" },
  {
    name: "rustdesk-api-rustdesk-id-server",
    reason: "the API server's ID server is not read",
    remedy: "use RUSTDESK_HOST",
  },
  {
    name: "rustdesk-api-rustdesk-relay-server",
    reason: "the API server's relay is not read",
    remedy: "use RELAY_SERVERS",
  },
  {
    name: "rustdesk-api-rustdesk-api-server",
    reason: "the API server's address is put into the config string only",
    remedy: "nothing",
  },
];

/** Says of every such word what becomes of it. */
export function noteOldWords(reader: WordReader): void {
  for (const { name, reason, remedy } of OLD_WORDS) {
    if (reader.filledText(name) === undefined) continue;
    reader.notices.note({ reason, setting: reader.setting(name), do: remedy });
  }
  if (!reader.isOn("must-login")) return;
  reader.notices.warn({
    reason: "signing in is not demanded: whoever has the key may connect",
    setting: reader.setting("must-login"),
    do: "do not rely on MUST_LOGIN here yet",
  });
}

/** What an operator of the old servers would not expect. */
export function noteDifferences(role: Role, reader: WordReader, clustered: boolean): void {
  if (role === "standalone") {
    reader.notices.note({
      reason: "the relay carries only sessions that this server brokered, whatever the key",
      setting: "admission=on (always)",
      do: "nothing; remove relay-server from clients that name another relay",
    });
  }
  if (role === "relay" && !clustered) {
    reader.notices.note({
      reason: "a relay alone cannot know who brokered a session: whoever has the key may relay",
      setting: reader.setting("key"),
      do: "use standalone on one machine, or keep the key to yourself",
    });
  }
  if (clustered) noteUnused(reader);
  if (servesRelay(role)) noteLimits(reader);
  if (servesRendezvous(role) && reader.text("relay-servers") === "") {
    reader.notices.note({
      reason: "no relay is handed out",
      setting: reader.setting("relay-servers"),
      do: "nothing, if meant",
    });
  }
}

function noteUnused(reader: WordReader): void {
  if (reader.filledText("db-url") === undefined) return;
  reader.notices.warn({
    reason: "a node of a cluster keeps identities in Redis; the database is not used",
    setting: reader.setting("db-url"),
    do: "bring what it holds into the cluster with fairlead import",
  });
}

function noteLimits(reader: WordReader): void {
  if (reader.filledText("total-bandwidth") === undefined) {
    reader.notices.note({
      reason: "all sessions together have no limit; the old relay's was 1024 Mb/s",
      setting: reader.setting("total-bandwidth"),
      do: "set TOTAL_BANDWIDTH if the line is shared",
    });
  }
  reader.notices.note({
    reason: "bandwidth limits hold for each direction by itself, not for both together",
    setting: reader.setting("single-bandwidth"),
    do: "halve the values if you had sized them for both",
  });
}
