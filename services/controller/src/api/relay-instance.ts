import type { KubeObject, Plain } from "@fairlead/kube";
import type { Static } from "typebox";
import { conditions, observedGeneration } from "./condition.ts";
import { decimal, flag, list, maybe, moment, oneOf, parts, text, whole } from "./schema-words.ts";

export const RELAY_STATES = ["Starting", "Proving", "Serving", "Draining", "Unreachable", "Ended"] as const;
export type RelayState = (typeof RELAY_STATES)[number];

export const relayInstanceSpec = parts(
  "One relay, written by the controller. Its pod has its name.",
  {
    pool: text("The RelayPool it belongs to.", 63, { min: 1 }),
    index: whole("Its number within the pool, which no other relay of the pool has.", { max: 100_000 }),
    region: maybe(text("The pool's region.", 63)),
  },
  {
    rules: [
      {
        rule: "self.pool == oldSelf.pool && self.index == oldSelf.index",
        message: "a relay stays in its pool and keeps its number: scale the pools instead",
        reason: "FieldValueForbidden",
      },
    ],
  },
);

const reach = parts("Whether the address was found to lead to this relay, from one side.", {
  vantage: oneOf("inside: from another pod. clients: whether sessions that were sent there came.", [
    "inside",
    "clients",
  ]),
  ok: flag("Whether it does."),
  reason: maybe(text("Why not, in one word.", 64)),
  message: maybe(text("Why not, for people.", 1024)),
  at: moment("Since when."),
  missed: maybe(whole("Sessions that had not come when the address was tried again.")),
});

const drain = parts("Why it is being emptied.", {
  since: moment("Since when."),
  reason: text("The cause in one word: Annotation, NodeLeaves, Rollout, ScaleDown, Unready.", 64),
  message: maybe(text("The cause, for people.", 1024)),
});

export const relayInstanceStatus = parts("What is.", {
  node: maybe(text("The node its pod is on.", 253)),
  pod: maybe(text("Its pod.", 253)),
  podUid: maybe(text("The life of its pod that the rest speaks of.", 64)),
  address: maybe(text("What clients are told; empty = nobody is sent there.", 512)),
  region: maybe(text("Its region.", 63)),
  mbitPerSecond: maybe(decimal("What it carries, in megabits per second of the busier direction.")),
  sessions: maybe(whole("Sessions on it.")),
  load: maybe(whole("How much of what it can carry is used, in percent.", { max: 1_000_000 })),
  state: maybe(oneOf("What it is doing.", RELAY_STATES)),
  published: maybe(flag("Whether clients were ever sent to this life of it.")),
  reachability: maybe(list("From where its address was found to work.", reach, 4, { keys: ["vantage"] })),
  drain: maybe(drain),
  configVersion: maybe(text("The version it has in force.", 64)),
  conditions,
  observedGeneration,
});

export type RelayInstanceSpec = Plain<Static<typeof relayInstanceSpec>>;
export type RelayInstanceStatus = Plain<Static<typeof relayInstanceStatus>>;
export type Reach = Plain<Static<typeof reach>>;
export type RelayDrain = Plain<Static<typeof drain>>;
export interface RelayInstance extends KubeObject {
  readonly spec: RelayInstanceSpec;
  readonly status?: RelayInstanceStatus | undefined;
}
