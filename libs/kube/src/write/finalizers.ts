import type { KubeApi } from "../connection/kube-api.ts";
import { isConflict, isNotFound } from "../errors.ts";
import { type KubeKind, kindOf } from "../objects/kinds.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { mergePatch, readObject } from "./verbs.ts";

/** Others may write at the same time, but not for ever. */
const ATTEMPTS = 5;

/** Answers the object as it is then; `undefined` when it is gone, or is being deleted. */
export async function addFinalizer<T extends KubeObject>(
  api: KubeApi,
  object: T,
  finalizer: string,
): Promise<T | undefined> {
  return await change(api, object, (present) => {
    if (present.metadata.deletionTimestamp !== undefined) return undefined;
    return [...finalizersOf(present).filter((name) => name !== finalizer), finalizer];
  });
}

/** Answers the object as it is then; `undefined` when it is gone. */
export async function removeFinalizer<T extends KubeObject>(
  api: KubeApi,
  object: T,
  finalizer: string,
): Promise<T | undefined> {
  return await change(api, object, (present) => finalizersOf(present).filter((name) => name !== finalizer));
}

/** Writes only over the version it has seen: the list is replaced whole, and another's finalizer must not get lost. */
async function change<T extends KubeObject>(
  api: KubeApi,
  object: T,
  wanted: (present: T) => readonly string[] | undefined,
): Promise<T | undefined> {
  let present = await lookAgain(api, object);
  for (let attempt = 1; present !== undefined; attempt += 1) {
    const finalizers = wanted(present);
    if (finalizers === undefined) return undefined;
    if (same(finalizers, finalizersOf(present))) return present;
    try {
      return await write(api, present, finalizers);
    } catch (error) {
      if (!isConflict(error) || attempt >= ATTEMPTS) throw error;
    }
    present = await lookAgain(api, object);
  }
  return undefined;
}

async function write<T extends KubeObject>(
  api: KubeApi,
  present: T,
  finalizers: readonly string[],
): Promise<T | undefined> {
  const { uid, resourceVersion } = present.metadata;
  try {
    return await mergePatch(api, kindOfObject(present), present.metadata, {
      metadata: { uid, resourceVersion, finalizers },
    });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Another object of the same name is not this one. */
async function lookAgain<T extends KubeObject>(api: KubeApi, object: T): Promise<T | undefined> {
  const found = await readObject(api, kindOfObject(object), object.metadata);
  return found?.metadata.uid === object.metadata.uid ? found : undefined;
}

const kindOfObject = <T extends KubeObject>({ apiVersion, kind }: T): KubeKind<T> => kindOf<T>(apiVersion, kind);
const finalizersOf = (object: KubeObject): readonly string[] => object.metadata.finalizers ?? [];
const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name) => other.includes(name));
