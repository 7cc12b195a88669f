import type { ClusterPlan, RegionOverride, TenantsPlan } from "@fairlead/server";
import { CidrList } from "@fairlead/wire";
import { planBus, planMesh } from "./bus-words.ts";
import { planClusterRelay } from "./cluster-relay-plan.ts";
import { CLUSTER_RELAY_WORDS, CLUSTER_RENDEZVOUS_WORDS, CLUSTER_WORDS } from "./cluster-words.ts";
import type { AddressFacts } from "./node-places.ts";
import { planRedis } from "./redis-words.ts";
import type { Role } from "./role.ts";
import { SecretFiles } from "./secret-file.ts";
import type { WordReader } from "./word-reader.ts";

export interface ClusterFacts extends AddressFacts {
  readonly dataDir: string;
  readonly hostName: string;
  readonly relayPort: number;
  readonly readFile: (path: string) => string;
}

/** Until the other nodes know of a drain. */
const DEFAULT_READY_DELAY_SECONDS = 2;

/** `undefined` without `--redis`: a server by itself. */
export function planCluster(role: Role, reader: WordReader, facts: ClusterFacts): ClusterPlan | undefined {
  if (reader.filledText("redis") === undefined) return refuseOrphans(reader);
  if (role === "standalone") return refuseStandalone(reader);
  const files = new SecretFiles(reader, facts.dataDir, facts.readFile);
  if (role === "relay") refusePrivateKey(reader);
  return {
    nodeName: planNodeName(reader, facts.hostName),
    redis: planRedis(reader, files),
    bus: planBus(reader, facts, files),
    mesh: role === "relay" ? planMesh(reader, facts) : undefined,
    relay: role === "relay" ? planClusterRelay(reader, facts, facts.relayPort) : undefined,
    geoDatabase: files.path("geo-db"),
    regionOverrides: role === "rendezvous" ? planRegions(reader) : [],
    tenants: planTenants(reader, files),
    telemetryEndpoint: planTelemetry(reader),
    clusterMbps: reader.positiveOrIgnored("cluster-bandwidth"),
    readyDelayMs: (reader.wholeNumber("ready-delay") ?? DEFAULT_READY_DELAY_SECONDS) * 1000,
  };
}

/** Words of a cluster for a server by itself: somebody forgot the one that matters. In the environment they may be for others. */
function refuseOrphans(reader: WordReader): undefined {
  const words = [...CLUSTER_WORDS, ...CLUSTER_RENDEZVOUS_WORDS, ...CLUSTER_RELAY_WORDS];
  const orphan = words.find(({ name }) => reader.written(name)?.source === "flag");
  if (orphan !== undefined)
    reader.refuse(orphan.name, `--${orphan.name} is for one node of several`, "give --redis URL too");
  const inFile = words.find(({ name }) => ["-c", ".env"].includes(reader.written(name)?.source ?? ""));
  if (inFile === undefined) return;
  const reason = "this server is one by itself, since no Redis is named; this is for one node of several";
  reader.notices.warn({ reason, setting: reader.setting(inFile.name), do: "write REDIS=URL too, or take it out" });
}

/** In the environment REDIS_URL may be some other program's. */
function refuseStandalone(reader: WordReader): undefined {
  if (reader.written("redis")?.source !== "environment") {
    reader.refuse(
      "redis",
      "standalone is a server by itself",
      "start fairlead rendezvous and fairlead relay with --redis",
    );
  }
  const reason = "standalone is a server by itself and uses no Redis";
  reader.notices.note({ reason, setting: reader.setting("redis"), do: "nothing, if it is another program's" });
}

/** Sessions are signed for by the rendezvous nodes; whoever takes a relay takes no key [KEY-2]. */
function refusePrivateKey(reader: WordReader): void {
  const argument = reader.filledText("key") ?? "";
  if (argument === "-" || argument === "_" || Buffer.from(argument, "base64").length === 64) {
    reader.refuse("key", "a relay of a cluster holds no private key", "give -k the public key of the rendezvous nodes");
  }
}

function planNodeName(reader: WordReader, hostName: string): string {
  const word = reader.filledText("node") === undefined ? "node-name" : "node";
  const name = reader.filledText(word) ?? hostName;
  if (/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62})$/.test(name)) return name;
  return reader.refuse(word, `${name} is no name for a node`, "use up to 63 letters, digits, '.', '_' and '-'");
}

/** A file of this name is `./store`. */
function planTenants(reader: WordReader, files: SecretFiles): TenantsPlan | undefined {
  if (reader.filledText("tenants") === "store") return { kind: "store" };
  const file = files.readable("tenants");
  return file === undefined ? undefined : { kind: "file", file };
}

function planRegions(reader: WordReader): readonly RegionOverride[] {
  return reader.list("region-for").map((entry) => {
    const at = entry.indexOf("=");
    const [cidr, region] = [entry.slice(0, Math.max(at, 0)).trim(), entry.slice(at + 1).trim()];
    try {
      CidrList.parse([cidr]);
      if (region !== "") return { cidr, region };
    } catch {
      // Refused below, like one without a region.
    }
    return reader.refuse("region-for", `${entry} is no CIDR=REGION`, "write it as 192.0.2.0/24=eu");
  });
}

function planTelemetry(reader: WordReader): string | undefined {
  const text = reader.filledText("otlp-endpoint");
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return text.replace(/\/+$/, "");
  return reader.refuse("otlp-endpoint", `${text} is not an http or https URL`, "write it as http://127.0.0.1:4318");
}
