import { type KubeObject, keyOf } from "@fairlead/kube";
import { canonicalText, shownText } from "../status/status-text.ts";

interface Applied {
  readonly object: KubeObject;
  readonly wanted: string;
  /** Of the server's answer: what was wanted, in the server's words. */
  readonly shown: string;
}

/**
 * What was applied in this term, so that a server that writes our values in its own way is not told the same again and again. It is in force until it is wanted otherwise, or shows
 * otherwise than the server answered: then a person changed a field that is ours, and it is put back [KU-5].
 */
export class AppliedObjects {
  readonly #applied = new Map<string, Applied>();

  isInForce(wanted: KubeObject, live: KubeObject | undefined): boolean {
    const applied = this.#applied.get(appliedKey(wanted));
    if (applied === undefined || live === undefined) return false;
    return applied.wanted === canonicalText(wanted) && applied.shown === shownText(live, wanted);
  }

  applied(wanted: KubeObject, answer: KubeObject): void {
    const texts = { wanted: canonicalText(wanted), shown: shownText(answer, wanted) };
    const { apiVersion, kind, metadata } = wanted;
    this.#applied.set(appliedKey(wanted), { object: { apiVersion, kind, metadata }, ...texts });
  }

  /** Forgets those that are gone. */
  keep(isThere: (object: KubeObject) => boolean): void {
    for (const [key, { object }] of this.#applied) if (!isThere(object)) this.#applied.delete(key);
  }
}

/** `Kind/namespace/name`. */
export const appliedKey = ({ kind, metadata }: KubeObject): string => `${kind}/${keyOf(metadata)}`;
