import type { ControllerPlan } from "@fairlead/controller";
import type { WordSpec } from "@fairlead/runtime";
import { CLUSTER_WORDS } from "./cluster-words.ts";
import { KUBE_WORDS, planKubeApi } from "./kube-words.ts";
import { planOpsPort } from "./ops-words.ts";
import { planRedis } from "./redis-words.ts";
import { SecretFiles } from "./secret-file.ts";
import type { WordReader } from "./word-reader.ts";

const value = (name: string, valueName: string, help: string, more: Partial<WordSpec> = {}): WordSpec => ({
  name,
  takesValue: true,
  valueName,
  help,
  ...more,
});

export const CONTROLLER_WORDS: readonly WordSpec[] = [
  value("name", "X", "what the install's objects begin with: the chart's full name", { from: "flag" }),
  value("namespace", "N", "where they are; the service account's, or the kubeconfig's, when absent", { from: "flag" }),
  value("config-map", "NAME", "the relays' base template and the default objects; X-controller when absent", {
    from: "flag",
  }),
  value("identity", "TEXT", "who leads by its Lease; unique; the pod's name, or the host's, when absent", {
    from: "flag",
  }),
  value("pod-name", "NAME", "as --identity", { from: "environment" }),
  ...CLUSTER_WORDS.filter(({ name }) => name.startsWith("redis")),
  ...KUBE_WORDS,
  value("ops-port", "PORT", "/livez, /readyz and /metrics; 9090 or a free one when absent"),
  value("ops-bind", "ADDRESS", "where these listen; 127.0.0.1 when absent, 0.0.0.0 for scrapers elsewhere"),
  value("rust-log", "LEVEL", "log level: debug, info, warn, error"),
];

const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

export interface ControllerPlanFacts {
  readonly workingDir: string;
  readonly hostName: string;
  readonly readFile: (path: string) => string;
}

/** Throws SettingsError. */
export function planController(reader: WordReader, facts: ControllerPlanFacts): ControllerPlan {
  const fullname = reader.filledText("name") ?? reader.refuse("name", "no name is given", "give --name X");
  if (!DNS_LABEL.test(fullname))
    reader.refuse("name", "objects cannot be named so", "give small letters, digits and dashes, at most 63");
  if (reader.filledText("redis") === undefined) reader.refuse("redis", "no Redis is named", "give --redis URL");
  const redis = planRedis(reader, new SecretFiles(reader, facts.workingDir, facts.readFile));
  const { url, prefix, username, password, caFile, clientTls } = redis;
  return {
    fullname,
    namespace: reader.filledText("namespace"),
    configMap: reader.filledText("config-map") ?? `${fullname}-controller`,
    identity: reader.filledText("identity") ?? reader.filledText("pod-name") ?? facts.hostName,
    kube: planKubeApi(reader, facts.workingDir),
    redis: { url, prefix, username, password, tls: { caFile, ...clientTls } },
    ops: planOpsPort(reader),
  };
}
