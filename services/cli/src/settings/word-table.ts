import type { WordSpec } from "@fairlead/runtime";
import { CLUSTER_RELAY_WORDS, CLUSTER_RENDEZVOUS_WORDS, CLUSTER_WORDS } from "./cluster-words.ts";
import type { Role } from "./role.ts";

const value = (name: string, valueName: string, help: string, more: Partial<WordSpec> = {}): WordSpec => ({
  name,
  takesValue: true,
  valueName,
  help,
  ...more,
});

/** Words of both old servers whose default differs. */
const portAndKey = (port: string, noKey: string): readonly WordSpec[] => [
  value("port", "PORT", port, { short: "p" }),
  value(
    "key",
    "KEY",
    `'-' = id_ed25519 in the data dir; '' = no key check; a 64-byte secret in base64; other text as is; ${noKey} when absent`,
    { short: "k" },
  ),
];
const RENDEZVOUS_PORT_AND_KEY = portAndKey("main port; 21116 when absent", "'-'");
const RELAY_PORT_AND_KEY = portAndKey("the relay's own port; 21117 when absent", "''");

/** Words of both old servers. */
const SHARED: readonly WordSpec[] = [
  value("bind", "ADDRESS", "local address to listen on; all when absent", { short: "b" }),
  value("rust-log", "LEVEL", "log level: debug, info, warn, error"),
  value("key-file", "FILE", "the secret key, when it is not id_ed25519 in the data dir"),
  value("encrypted-only", "1", "as -k _", { from: "environment" }),
  value("key-pub", "B64", "the public key instead of a file", { from: "environment" }),
  value("key-priv", "B64", "the secret key instead of a file", { from: "environment" }),
];

/** Words of ours that every role takes. */
const OURS: readonly WordSpec[] = [
  value("data-dir", "DIR", "where keys, database and lists are; the current directory when absent", { from: "flag" }),
  value("rustdesk-host", "HOST", "the name under which clients reach this machine"),
  value("accept-keys", "KEY,…", "further keys to accept while clients move to a new one"),
  value("trusted-proxies", "CIDR,…", "whose PROXY and X-Forwarded-For headers are believed; none when absent"),
  value("tls-cert", "FILE", "certificate for wss; cert.pem in the data dir when absent"),
  value("tls-key", "FILE", "its key; key.pem in the data dir when absent"),
  value("https-port", "PORT", "one more port that takes /ws/id, /ws/relay and /api, such as 443"),
  value("api-url", "URL", "the API server behind /api, such as http://127.0.0.1:21114"),
  value("ops-port", "PORT", "/livez, /readyz and /metrics; 9090 or a free one when absent", {
    aliases: ["metrics-port"],
  }),
  value("ops-bind", "ADDRESS", "where these listen; 127.0.0.1 when absent, 0.0.0.0 for scrapers elsewhere"),
  value("admin-tcp", "HOST:PORT", "take ctl over TCP too; needs a token"),
  value("admin-token", "TEXT", "the token of --admin-tcp"),
  value("admin-token-file", "FILE", "a file that holds the token of --admin-tcp"),
  value(
    "drain-seconds",
    "SECONDS",
    "how long Ctrl-C waits for relayed sessions; 5 when absent, in a cluster 600 (rendezvous: 20)",
  ),
];

const RENDEZVOUS: readonly WordSpec[] = [
  value("config", "FILE", "a file of NAME=value lines", { short: "c", from: "flag" }),
  value("relay-servers", "HOST,…", "relays to hand out; '' = none", { short: "r", aliases: ["relay"] }),
  value("serial", "N", "serial of the pushed server list", { short: "s" }),
  value("rendezvous-servers", "HOST,…", "server list to push to clients", { short: "R" }),
  value("software-url", "URL", "taken and not used", { short: "u" }),
  value("rmem", "BYTES", "UDP receive buffer", { short: "M" }),
  value("mask", "CIDR", "your LAN: clients inside it reach each other directly"),
  value("local-ip", "ADDRESS", "the relay's address for clients inside the mask, handed out as written"),
  value("always-use-relay", "Y", "relay every session"),
  value("db-url", "FILE", "the peer database; db_v2.sqlite3 in the data dir when absent"),
  value("max-database-connections", "N", "taken and not needed"),
  value("test-hbbs", "TEXT", "taken and not needed"),
  value("relay-for", "CIDR=RELAY", "clients of this network are told this relay; may be given several times"),
  value("register-allow", "CIDR,…", "networks that no registration limit touches"),
  value("must-login", "Y", "another server's word", { from: "environment" }),
  ...["jwt-key", "key-file", "rustdesk-key", "rustdesk-id-server", "rustdesk-relay-server", "rustdesk-api-server"].map(
    (name) => value(`rustdesk-api-${name}`, "TEXT", "another server's word", { from: "environment" }),
  ),
];

const RELAY: readonly WordSpec[] = [
  value("single-bandwidth", "MBIT", "limit of one session and direction, Mb/s; 128 when absent"),
  value("total-bandwidth", "MBIT", "limit of all sessions together per direction, Mb/s; none when absent"),
  value("limit-speed", "MBIT", "limit of slowed sessions, Mb/s; 32 when absent"),
  value("downgrade-threshold", "0..1", "a session above this share of its limit is slowed; 0.66 when absent"),
  value("downgrade-start-check", "SECONDS", "over how long the share is measured; 1800 when absent"),
  value("allow", "CIDR,…", "networks that may relay; all when absent"),
  value("deny", "CIDR,…", "networks that may not"),
];

/** A flag only: beside a Kubernetes service called `relay` the environment holds a RELAY_PORT that is none. */
const RELAY_PORT = value("relay-port", "PORT", "the relay's port; main port + 1 when absent", { from: "flag" });

/** What only the other server of the folder reads: no flag here, but no unknown line either. */
const elsewhere = (specs: readonly WordSpec[]): readonly WordSpec[] =>
  specs.filter((spec) => spec.from !== "flag").map(({ short: _, ...spec }) => ({ ...spec, from: "environment" }));

const RENDEZVOUS_WORDS: readonly WordSpec[] = [
  ...RENDEZVOUS_PORT_AND_KEY,
  ...SHARED,
  ...RENDEZVOUS,
  ...OURS,
  ...CLUSTER_WORDS,
  ...CLUSTER_RENDEZVOUS_WORDS,
  ...elsewhere([...RELAY, ...CLUSTER_RELAY_WORDS]),
];
const RELAY_WORDS: readonly WordSpec[] = [
  ...RELAY_PORT_AND_KEY,
  ...SHARED,
  ...RELAY,
  ...OURS,
  ...CLUSTER_WORDS,
  ...CLUSTER_RELAY_WORDS,
  ...elsewhere([...RENDEZVOUS, ...CLUSTER_RENDEZVOUS_WORDS]),
];
const STANDALONE_WORDS: readonly WordSpec[] = [
  ...RENDEZVOUS_PORT_AND_KEY,
  ...SHARED,
  ...RENDEZVOUS,
  ...RELAY,
  RELAY_PORT,
  ...OURS,
  ...CLUSTER_WORDS,
  ...CLUSTER_RENDEZVOUS_WORDS,
  ...CLUSTER_RELAY_WORDS,
];

export function wordsOf(role: Role): readonly WordSpec[] {
  switch (role) {
    case "standalone":
      return STANDALONE_WORDS;
    case "rendezvous":
      return RENDEZVOUS_WORDS;
    case "relay":
      return RELAY_WORDS;
    default:
      return role satisfies never;
  }
}
