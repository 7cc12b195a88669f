import { type RigApi, RigApiError } from "../rig-api.ts";
import type { Container, EnvVar, KeyRef, Pod } from "./pod.ts";
import { fieldOf } from "./pod-field.ts";

export interface PodFacts {
  readonly pod: Pod;
  readonly ip: string;
  readonly hostIp: string;
}

type Keys = Readonly<Record<string, string>>;

/** What the container finds in its environment; rejects when an object that is not optional is not there. */
export async function environmentOf(api: RigApi, facts: PodFacts, container: Container): Promise<Keys> {
  const { host, port } = { host: api.server.hostname, port: api.server.port };
  const env: Record<string, string> = {
    ...{ HOSTNAME: facts.pod.metadata.name, HOME: "/tmp" },
    ...{ KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port, KUBERNETES_SERVICE_PORT_HTTPS: port },
  };
  for (const { configMapRef, secretRef } of container.envFrom ?? []) {
    if (configMapRef !== undefined) Object.assign(env, await keysOf(api, facts, "configmaps", configMapRef));
    if (secretRef !== undefined) Object.assign(env, await keysOf(api, facts, "secrets", secretRef));
  }
  for (const one of container.env ?? []) {
    const value = await envValue(api, facts, one);
    if (value !== undefined) env[one.name] = substituted(value, env);
  }
  return env;
}

/** `$(NAME)` is replaced by what is known, `$$(NAME)` stands for itself. */
export const substituted = (text: string, env: Keys): string =>
  text.replace(/\$(\$\([^)]*\))|\$\(([A-Za-z_][A-Za-z0-9_]*)\)/g, (all, escaped: string | undefined, name: string) =>
    escaped === undefined ? (env[name] ?? all) : escaped,
  );

async function envValue(api: RigApi, facts: PodFacts, { value, valueFrom: from }: EnvVar): Promise<string | undefined> {
  if (from?.fieldRef !== undefined) return fieldOf(facts, from.fieldRef.fieldPath);
  if (from?.configMapKeyRef !== undefined) return keyOf(api, facts, "configmaps", from.configMapKeyRef);
  if (from?.secretKeyRef !== undefined) return keyOf(api, facts, "secrets", from.secretKeyRef);
  return value ?? "";
}

async function keyOf(api: RigApi, facts: PodFacts, kind: string, ref: KeyRef): Promise<string | undefined> {
  const value = (await keysOf(api, facts, kind, ref))[ref.key];
  if (value === undefined && ref.optional !== true)
    throw new Error(`couldn't find key ${ref.key} in ${kind}/${ref.name}`);
  return value;
}

async function keysOf(
  api: RigApi,
  { pod }: PodFacts,
  kind: string,
  { name, optional }: { readonly name: string; readonly optional?: boolean },
): Promise<Keys> {
  try {
    const path = `/api/v1/namespaces/${pod.metadata.namespace}/${kind}/${name}`;
    const { data = {} } = await api.get<{ readonly data?: Keys }>(path);
    const text = (value: string): string =>
      kind === "secrets" ? Buffer.from(value, "base64").toString("utf8") : value;
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, text(value)]));
  } catch (error) {
    if (optional === true && error instanceof RigApiError && error.status === 404) return {};
    throw error;
  }
}
