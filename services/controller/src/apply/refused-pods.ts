import type { KubeError, KubeObject } from "@fairlead/kube";

/** Pods that the API server does not let in, with its words: their relays' conditions say so [KU-9]. */
export class RefusedPods {
  readonly #why = new Map<string, string>();

  /** What it refused for good: it was asked well, and says no. */
  note({ kind, metadata }: KubeObject, { status, message }: KubeError): void {
    if (kind === "Pod" && (status === 403 || status === 422)) this.#why.set(metadata.name, message);
  }

  let(object: KubeObject): void {
    if (object.kind === "Pod") this.#why.delete(object.metadata.name);
  }

  /** Forgets all others. */
  keep(isWanted: (name: string) => boolean): void {
    for (const name of this.#why.keys()) if (!isWanted(name)) this.#why.delete(name);
  }

  /** By name. */
  get all(): ReadonlyMap<string, string> {
    return new Map(this.#why);
  }
}
