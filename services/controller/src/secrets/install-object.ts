import { errorMessage } from "@fairlead/base";
import {
  type ConfigMap,
  createObject,
  isConflict,
  type KubeApi,
  type KubeObject,
  kinds,
  readObject,
  type Secret,
} from "@fairlead/kube";
import { decodedData, encodedData } from "../certificates/secret-data.ts";
import { InstallSecretError } from "../errors.ts";
import type { InstallNames, InstallPlace } from "./install-names.ts";

export type Values = Readonly<Record<string, string>>;

/** One object that is made once: what goes into it, and what must be in it whoever made it. */
export interface InstallObject {
  readonly kind: "ConfigMap" | "Secret";
  readonly place: InstallPlace;
  /** Of a Secret; Opaque unless told. */
  readonly type?: "kubernetes.io/tls" | undefined;
  /** What it is for; for the table. */
  readonly purpose: string;
  make(): Promise<Values> | Values;
  /** What is wrong with what lies there, and what to do; `undefined` = nothing. */
  wrongWith(values: Values): string | undefined;
  /** What a person may know of it. */
  note?(values: Values): string;
}

/** One line of what an install found. `made`: now. `kept`: it was there. `given`: somebody else's, and good. */
export interface InstallRow {
  readonly kind: "ConfigMap" | "Secret";
  readonly name: string;
  readonly result: "given" | "kept" | "made";
  readonly note: string;
}
export interface SettledObject {
  readonly row: InstallRow;
  readonly values: Values;
}

/** Whoever deletes it in the very moment between two of our calls does not do so for ever. */
const TRIES = 5;

/** Makes the object unless it is there, and never changes it [KU-11]: of several that run at once all get the same. Rejects with `InstallSecretError`. */
export async function settleObject(api: KubeApi, names: InstallNames, object: InstallObject): Promise<SettledObject> {
  const { place } = object;
  const fresh = place.given ? undefined : toObject(names, object, await object.make());
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (fresh !== undefined && (await tryCreate(api, fresh))) return settled(object, valuesOf(fresh), "made");
    const there = await read(api, names, object);
    if (there !== undefined)
      return settled(object, checked(names, object, valuesOf(there)), place.given ? "given" : "kept");
    if (place.given)
      throw new InstallSecretError(
        `there is no ${whereText(names, object)}; do: make it, or leave its name away so that one is made`,
      );
  }
  throw new InstallSecretError(`${whereText(names, object)} is made and deleted in turn; do: see who deletes it`);
}

/** False when it is there already. */
async function tryCreate(api: KubeApi, object: KubeObject): Promise<boolean> {
  try {
    await createObject(api, object, { fieldManager: "fairlead-kube-init" });
    return true;
  } catch (error) {
    if (isConflict(error)) return false;
    const { kind, metadata } = object;
    const what = `${kind} ${metadata.namespace}/${metadata.name}`;
    throw new InstallSecretError(`cannot make ${what}: ${errorMessage(error)}`, { cause: error });
  }
}

async function read(api: KubeApi, names: InstallNames, object: InstallObject): Promise<ConfigMap | Secret | undefined> {
  const { namespace } = names;
  const name = { namespace, name: object.place.name };
  try {
    return object.kind === "Secret"
      ? await readObject(api, kinds.secret, name)
      : await readObject(api, kinds.configMap, name);
  } catch (cause) {
    throw new InstallSecretError(`cannot read ${whereText(names, object)}: ${errorMessage(cause)}`, { cause });
  }
}

function checked(names: InstallNames, object: InstallObject, values: Values): Values {
  const wrong = object.wrongWith(values);
  if (wrong === undefined) return values;
  throw new InstallSecretError(`${whereText(names, object)} cannot be used: ${wrong}`);
}

function settled(object: InstallObject, values: Values, result: InstallRow["result"]): SettledObject {
  const note = [object.purpose, object.note?.(values) ?? ""].filter((text) => text !== "").join("; ");
  return { row: { kind: object.kind, name: object.place.name, result, note }, values };
}

function toObject(
  { namespace, labels }: InstallNames,
  { kind, place, type }: InstallObject,
  values: Values,
): ConfigMap | Secret {
  const head = { apiVersion: "v1", metadata: { name: place.name, namespace, labels } };
  if (kind === "ConfigMap") return { ...head, kind: "ConfigMap", data: values };
  return { ...head, kind: "Secret", type: type ?? "Opaque", data: encodedData(values) };
}

function valuesOf(object: ConfigMap | Secret): Values {
  if (object.kind === "Secret") return decodedData(object);
  return Object.fromEntries(Object.entries(object.data ?? {}).map(([key, text]) => [key, text ?? ""]));
}

const whereText = ({ namespace }: InstallNames, { kind, place }: InstallObject): string =>
  `${kind} ${namespace}/${place.name}`;
