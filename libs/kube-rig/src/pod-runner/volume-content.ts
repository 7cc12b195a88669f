import type { Json, RigApi } from "../rig-api.ts";
import { RigApiError } from "../rig-api.ts";
import type { KeyItem, Pod, Source, Volume } from "./pod.ts";
import { fieldOf } from "./pod-field.ts";

export interface VolumeFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly mode: number;
}

interface Keyed extends Json {
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
}

/** The files of a volume that is made of objects; undefined for one that is a folder. */
export async function volumeFiles(api: RigApi, pod: Pod, volume: Volume): Promise<readonly VolumeFile[] | undefined> {
  const { secret, configMap, downwardAPI, projected } = volume;
  const mode = (secret ?? configMap ?? downwardAPI ?? projected)?.defaultMode ?? 0o644;
  if (secret !== undefined) return sourceFiles(api, pod, { secret: { ...secret, name: secret.secretName } }, mode);
  if (configMap !== undefined) return sourceFiles(api, pod, { configMap }, mode);
  if (downwardAPI !== undefined) return sourceFiles(api, pod, { downwardAPI }, mode);
  if (projected === undefined) return undefined;
  const parts = await Promise.all(projected.sources.map((source) => sourceFiles(api, pod, source, mode)));
  return parts.flat();
}

/** Whether what changed is in the volume. */
export function volumeUses(volume: Volume, kind: "secret" | "configMap", name: string): boolean {
  const sources: readonly Source[] = [
    ...(volume.secret === undefined ? [] : [{ secret: { name: volume.secret.secretName } }]),
    ...(volume.configMap === undefined ? [] : [{ configMap: volume.configMap }]),
    ...(volume.projected?.sources ?? []),
  ];
  return sources.some((source) => source[kind]?.name === name);
}

async function sourceFiles(api: RigApi, pod: Pod, source: Source, mode: number): Promise<readonly VolumeFile[]> {
  const { namespace } = pod.metadata;
  const { secret, configMap, downwardAPI, serviceAccountToken } = source;
  const at = (kind: string, name = ""): string => `/api/v1/namespaces/${namespace}/${kind}/${name}`;
  if (secret !== undefined) {
    const { data = {} } = await fetchKeyed(api, at("secrets", secret.name), secret.optional === true);
    return pick(decoded(data), secret.items, mode);
  }
  if (configMap !== undefined) {
    const { data = {}, binaryData = {} } = await fetchKeyed(
      api,
      at("configmaps", configMap.name),
      configMap.optional === true,
    );
    const texts = Object.entries(data).map(([key, text]): readonly [string, Buffer] => [
      key,
      Buffer.from(text, "utf8"),
    ]);
    return pick(new Map([...texts, ...decoded(binaryData)]), configMap.items, mode);
  }
  if (serviceAccountToken !== undefined) {
    const bytes = Buffer.from(await freshToken(api, pod, serviceAccountToken), "utf8");
    return [{ path: serviceAccountToken.path, bytes, mode: 0o600 }];
  }
  return (downwardAPI?.items ?? []).map(({ path, fieldRef }) => {
    const text = fieldRef === undefined ? "" : fieldOf({ pod, ip: "" }, fieldRef.fieldPath);
    return { path, bytes: Buffer.from(text, "utf8"), mode };
  });
}

const decoded = (data: Readonly<Record<string, string>>): ReadonlyMap<string, Buffer> =>
  new Map(Object.entries(data).map(([key, text]) => [key, Buffer.from(text, "base64")]));

function pick(
  all: ReadonlyMap<string, Buffer>,
  items: readonly KeyItem[] | undefined,
  mode: number,
): readonly VolumeFile[] {
  if (items === undefined) return [...all].map(([path, bytes]) => ({ path, bytes, mode }));
  return items.map((item) => {
    const bytes = all.get(item.key);
    if (bytes === undefined) throw new Error(`references non-existent key: ${item.key}`);
    return { path: item.path, bytes, mode: item.mode ?? mode };
  });
}

async function fetchKeyed(api: RigApi, path: string, optional: boolean): Promise<Keyed> {
  try {
    return await api.get<Keyed>(path);
  } catch (error) {
    if (optional && error instanceof RigApiError && error.status === 404) return {};
    throw error;
  }
}

async function freshToken(api: RigApi, pod: Pod, wish: NonNullable<Source["serviceAccountToken"]>): Promise<string> {
  const { namespace, name, uid } = pod.metadata;
  const account = pod.spec.serviceAccountName ?? "default";
  const spec = {
    ...(wish.audience === undefined ? {} : { audiences: [wish.audience] }),
    expirationSeconds: wish.expirationSeconds ?? 3600,
    boundObjectRef: { apiVersion: "v1", kind: "Pod", name, uid },
  };
  const request = { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec };
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`;
  const { status } = await api.call<{ readonly status: { readonly token: string } }>("POST", path, request);
  return status.token;
}
