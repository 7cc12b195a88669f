import { type EventWords, type KubeObject, refOf } from "@fairlead/kube";
import type { Condition } from "../api/index.ts";
import type { Step } from "./choice/choice.ts";

const VERBS: Readonly<Record<Step["action"], string>> = {
  StartRelay: "is started",
  DrainRelay: "is drained",
  TakeBackRelay: "is taken back",
  RemakePod: "gets a new pod",
  EndRelay: "is ended",
};

/** [KU-9] What was decided, with its numbers: told of the relay when there is one, else of its pool. */
export function stepEvents(
  steps: readonly Step[],
  pool: KubeObject,
  relays: readonly KubeObject[],
): readonly EventWords[] {
  return steps.map(({ action, relay, reason, message }) => {
    const object = relays.find(({ metadata }) => metadata.name === relay) ?? pool;
    return { regarding: refOf(object), type: "Normal", reason, action, note: `${relay} ${VERBS[action]}: ${message}` };
  });
}

/** Told by the steps, or passing. */
const QUIET: ReadonlySet<string> = new Set(["Draining", "Progressing"]);
/** Here True is the bad news. */
const BAD_WHEN_TRUE: ReadonlySet<string> = new Set(["Degraded"]);

/** [KU-9] Conditions that have turned, or have another reason to be bad. What is new and fine is no news. */
export function conditionEvents(
  object: KubeObject,
  before: readonly Condition[] | undefined,
  now: readonly Condition[] | undefined,
): readonly EventWords[] {
  return (now ?? []).flatMap(({ type, status, reason, message }) => {
    const known = before?.find((one) => one.type === type);
    const bad = status !== "Unknown" && (status === "True") === BAD_WHEN_TRUE.has(type);
    const changed = known?.status !== status || (bad && known.reason !== reason);
    if (QUIET.has(type) || status === "Unknown" || !changed || (known === undefined && !bad)) return [];
    const note = `${type} is ${status}: ${message === "" ? reason : message}`;
    return [
      { regarding: refOf(object), type: bad && !isPassing(reason) ? "Warning" : "Normal", reason, action: type, note },
    ];
  });
}

/** Everything that begins is not ready at first. */
const isPassing = (reason: string): boolean =>
  /^(Starting|TooFew|Waiting\w*|Draining|NotProvenYet|Proving|Ended)$/.test(reason);
