import { type KubeObject, keyOf } from "@fairlead/kube";
import { canonicalText } from "../status/status-text.ts";
import { holds, shownText } from "./in-force.ts";

/** `missing`: there is none. `changed`: it is not as wanted. `unproven`: it looks so, but it may have fields that an earlier controller wrote and nobody wants now. */
export type ApplyNeed = "missing" | "changed" | "unproven" | "none";

interface Applied {
  readonly wanted: string;
  /** Of the server's answer: what was wanted, in the server's words. */
  readonly shown: string;
}

/**
 * Says which objects must be applied. What was applied in this term stays in force until it is wanted otherwise, or shows otherwise than the server answered: then a person
 * changed a field that is ours, and it is put back [KU-5].
 */
export class AppliedObjects {
  readonly #applied = new Map<string, Applied>();

  needOf(wanted: KubeObject, live: KubeObject | undefined): ApplyNeed {
    if (live === undefined) return "missing";
    const applied = this.#applied.get(appliedKey(wanted));
    if (applied === undefined) return holds(live, wanted) ? "unproven" : "changed";
    const same = applied.wanted === canonicalText(wanted) && applied.shown === shownText(live, wanted);
    return same ? "none" : "changed";
  }

  applied(wanted: KubeObject, answer: KubeObject): void {
    this.#applied.set(appliedKey(wanted), { wanted: canonicalText(wanted), shown: shownText(answer, wanted) });
  }

  /** Forgets all others. */
  keep(wanted: readonly KubeObject[]): void {
    const keys = new Set(wanted.map(appliedKey));
    for (const key of this.#applied.keys()) if (!keys.has(key)) this.#applied.delete(key);
  }
}

const appliedKey = ({ apiVersion, kind, metadata }: KubeObject): string => `${apiVersion}/${kind}/${keyOf(metadata)}`;
