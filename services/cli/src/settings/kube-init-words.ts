import type { InstallNamesInput, RedisRole, RedisWish } from "@fairlead/controller";
import type { WordSpec } from "@fairlead/runtime";
import { KUBE_WORDS } from "./kube-words.ts";
import type { WordReader } from "./word-reader.ts";

const flag = (name: string, valueName: string, help: string): WordSpec => ({
  name,
  takesValue: true,
  valueName,
  help,
  from: "flag",
});

export const KUBE_INIT_WORDS: readonly WordSpec[] = [
  flag("name", "X", "what the install's objects begin with: the chart's full name"),
  flag("namespace", "N", "where they are; the service account's, or the kubeconfig's, when absent"),
  flag("instance", "RELEASE", "label app.kubernetes.io/instance; the name when absent"),
  flag("labels", "KEY=VALUE,…", "further labels of what is made"),
  flag(
    "redis",
    "embedded|external",
    "embedded makes passwords and users of Redis; external when absent: they are yours",
  ),
  flag("redis-prefix", "TEXT", "what keys in Redis begin with; fairlead: when absent"),
  flag(
    "redis-users",
    "ROLE,…",
    "whose passwords an external Redis' Secret must hold; rendezvous,relay,controller when absent",
  ),
  flag("key-secret", "NAME", "a Secret of yours with id_ed25519, instead of one that is made"),
  flag("public-key-config-map", "NAME", "a ConfigMap of yours with id_ed25519.pub"),
  flag("bus-ca-secret", "NAME", "a Secret of yours with the bus' authority: tls.crt, tls.key"),
  flag(
    "bus-rendezvous-secret",
    "NAME",
    "a Secret of yours with the rendezvous nodes' certificate: tls.crt, tls.key, ca.crt",
  ),
  flag("bus-relay-secret", "NAME", "the same of relays"),
  flag("redis-secret", "NAME", "a Secret of yours with Redis' passwords: ROLE-password"),
  flag("admin-token-secret", "NAME", "a Secret of yours with the token of ctl over TCP: token"),
  ...KUBE_WORDS,
];

const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const ROLES: readonly RedisRole[] = ["rendezvous", "relay", "controller"];

export interface KubeInitPlan {
  /** Where no namespace was named it is that of the connection. */
  readonly names: Omit<InstallNamesInput, "namespace"> & { readonly namespace: string | undefined };
  readonly redis: RedisWish;
}

/** Throws SettingsError. */
export function planKubeInit(reader: WordReader): KubeInitPlan {
  const fullName = reader.filledText("name") ?? reader.refuse("name", "no name is given", "give --name X");
  if (!DNS_LABEL.test(fullName))
    reader.refuse("name", "objects cannot be named so", "give small letters, digits and dashes, at most 63");
  const given = {
    signingKey: reader.filledText("key-secret"),
    publicKey: reader.filledText("public-key-config-map"),
    busAuthority: reader.filledText("bus-ca-secret"),
    busRendezvous: reader.filledText("bus-rendezvous-secret"),
    busRelay: reader.filledText("bus-relay-secret"),
    redis: reader.filledText("redis-secret"),
    adminToken: reader.filledText("admin-token-secret"),
  };
  const [namespace, instance] = [reader.filledText("namespace"), reader.filledText("instance")];
  return { names: { fullName, namespace, instance, labels: planLabels(reader), given }, redis: planRedisWish(reader) };
}

function planRedisWish(reader: WordReader): RedisWish {
  const mode = reader.filledText("redis") ?? "external";
  if (mode !== "embedded" && mode !== "external")
    return reader.refuse("redis", "this is no kind of Redis", "give embedded or external");
  return { mode, prefix: reader.filledText("redis-prefix") ?? "fairlead:", roles: planRoles(reader) };
}

function planRoles(reader: WordReader): readonly RedisRole[] {
  const written = reader.text("redis-users");
  if (written === undefined) return ROLES;
  return reader.list("redis-users").map((name) => {
    const role = ROLES.find((known) => known === name);
    return role ?? reader.refuse("redis-users", `${name} is no role`, `give of ${ROLES.join(",")}`);
  });
}

function planLabels(reader: WordReader): Readonly<Record<string, string>> {
  const pairs = reader.list("labels").map((pair) => {
    const at = pair.indexOf("=");
    if (at < 1) reader.refuse("labels", `${pair} is no label`, "write KEY=VALUE,KEY=VALUE");
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  return Object.fromEntries(pairs);
}
