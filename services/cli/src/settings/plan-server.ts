import { resolve } from "node:path";
import type { Words } from "@fairlead/runtime";
import type { RelayPlan, ServerPlan } from "@fairlead/server";
import { planApiUrl, planClientApiUrl } from "./api-words.ts";
import { planBandwidth } from "./bandwidth-plan.ts";
import { planBind } from "./bind-plan.ts";
import { type MountedSecrets, planKey } from "./key-words.ts";
import { type Notice, Notices } from "./notices.ts";
import { noteDifferences, noteOldWords } from "./old-words.ts";
import { planAdminTcp, planDrainMs, planLogLevel, planOpsPort, planTlsFiles } from "./ops-words.ts";
import { planCluster } from "./plan-cluster.ts";
import { type PortPlan, planPorts } from "./port-plan.ts";
import { cidrWord } from "./relay-list.ts";
import { planRendezvous } from "./rendezvous-words.ts";
import { type Role, servesRelay, servesRendezvous } from "./role.ts";
import { SecretFiles } from "./secret-file.ts";
import { WordReader } from "./word-reader.ts";

export interface PlanFacts {
  /** Absolute. */
  readonly dataDir: string;
  /** This machine's, best first. */
  readonly ownAddresses: readonly string[];
  readonly hostName: string;
  readonly mounted: MountedSecrets;
  readonly readFile: (path: string) => string;
}

export interface PlannedServer {
  readonly plan: ServerPlan;
  readonly notices: readonly Notice[];
}

/** From words to a plan. Refuses with `SettingsError`; mistakes that can be lived with become notices. */
export function planServer(role: Role, words: Words, facts: PlanFacts): PlannedServer {
  const notices = new Notices();
  const reader = new WordReader(words, notices);
  for (const warning of words.warnings) notices.warn(warning);
  const bind = planBind(role, reader);
  const ports = planPorts(role, reader);
  const cluster = planCluster(role, reader, { ...facts, bindHost: bind.host, relayPort: ports.relay });
  const clustered = cluster !== undefined;
  const own = { ports, ownIp: facts.ownAddresses[0], clustered };
  const plan = {
    ...planCommon(role, reader, facts, clustered),
    bindHost: bind.host,
    rendezvous: servesRendezvous(role) ? planRendezvous(reader, own) : undefined,
    relay: servesRelay(role) ? planRelay(reader, ports, bind.totalMegabits) : undefined,
    cluster,
  };
  noteOldWords(reader);
  noteDifferences(role, reader, clustered);
  return { plan, notices: notices.all };
}

function planCommon(
  role: Role,
  reader: WordReader,
  facts: PlanFacts,
  clustered: boolean,
): Omit<ServerPlan, "bindHost" | "rendezvous" | "relay" | "cluster"> {
  return {
    dataDir: facts.dataDir,
    portSetting: reader.setting("port"),
    publicHost: reader.filledText("rustdesk-host"),
    key: planKey(role, reader, { ...facts, files: new SecretFiles(reader, facts.dataDir, facts.readFile) }),
    trustedProxies: cidrWord(reader, "trusted-proxies")?.entries ?? [],
    tlsFiles: planTlsFiles(reader, facts.dataDir),
    httpsPort: reader.port("https-port"),
    apiUrl: planApiUrl(reader),
    clientApiUrl: planClientApiUrl(reader),
    opsPort: planOpsPort(reader),
    adminTcp: planAdminTcp(reader, (path) => facts.readFile(resolve(facts.dataDir, path))),
    drainMs: planDrainMs(reader, clustered ? role : "standalone"),
    logLevel: planLogLevel(reader),
  };
}

function planRelay(reader: WordReader, ports: PortPlan, totalFromBind: number | undefined): RelayPlan {
  return {
    port: ports.relay,
    wsPort: ports.relayWs,
    limits: planBandwidth(reader, totalFromBind),
    allow: cidrWord(reader, "allow")?.entries ?? [],
    deny: cidrWord(reader, "deny")?.entries ?? [],
  };
}
