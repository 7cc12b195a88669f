import type { KubeApi } from "../connection/kube-api.ts";
import type { KubeObject } from "../objects/kube-object.ts";

export interface ApplyOptions {
  readonly fieldManager: string;
  /** Takes fields over from others; true unless told. */
  readonly force?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Server-side apply: the fields of this object become this manager's, those it applied before and leaves out now are removed, others stay [KU-5]. Answers the object as the server
 * has it; rejects with `KubeFieldsLostError` when that lacks what was written.
 */
export declare function apply<T extends KubeObject>(api: KubeApi, object: T, options: ApplyOptions): Promise<T>;

/** The same for `status`; of the object only its name and `status` count. */
export declare function applyStatus<T extends KubeObject>(api: KubeApi, object: T, options: ApplyOptions): Promise<T>;
