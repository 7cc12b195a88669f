import type { KubeApi } from "../connection/kube-api.ts";
import type { KubeObject } from "../objects/kube-object.ts";

/** Answers the object as it is then; `undefined` when it is gone, or is being deleted. */
export declare function addFinalizer<T extends KubeObject>(
  api: KubeApi,
  object: T,
  finalizer: string,
): Promise<T | undefined>;
/** Answers the object as it is then; `undefined` when it is gone. */
export declare function removeFinalizer<T extends KubeObject>(
  api: KubeApi,
  object: T,
  finalizer: string,
): Promise<T | undefined>;
