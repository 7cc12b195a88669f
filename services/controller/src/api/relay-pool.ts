import type { KubeObject, Plain } from "@fairlead/kube";
import type { Static } from "typebox";
import { conditions, observedGeneration } from "./condition.ts";
import { exposure } from "./exposure.ts";
import { podOverlay } from "./pod-overlay.ts";
import { region } from "./region.ts";
import { decimal, flag, list, maybe, moment, parts, text, whole } from "./schema-words.ts";

const tenantName = text("A Tenant.", 63, { min: 1, pattern: "^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$" });

const capacity = parts(
  "What one relay carries; absent = no limit is known.",
  {
    mbitPerSecond: maybe(decimal("Megabits per second and direction.", { min: 1, max: 1_000_000 })),
    sessions: maybe(whole("Sessions at one time.", { min: 1, max: 1_000_000 })),
  },
  { default: {} },
);

const drain = parts(
  "How relays are emptied.",
  {
    deadlineSeconds: whole("How long a drain may take before cutAtDeadline counts.", { max: 604_800, default: 14_400 }),
    acceptAssignedSeconds: whole("How long sessions that were assigned before are still let in.", {
      max: 3600,
      default: 90,
    }),
    cutAtDeadline: flag("Whether sessions that are left at the deadline are ended, spread over a minute.", {
      default: false,
    }),
  },
  { default: {} },
);

const tenants = parts(
  "Whose sessions these relays carry.",
  {
    allow: list("These Tenants alone, and nobody else; none = everybody.", tenantName, 256, { set: true, default: [] }),
    deny: list("Not these Tenants.", tenantName, 256, { set: true, default: [] }),
  },
  {
    default: {},
    rules: [
      {
        rule: "size(self.allow) == 0 || size(self.deny) == 0",
        message: "whoever is not allowed is denied: give allow or deny, not both",
        field: ".deny",
        reason: "FieldValueForbidden",
      },
    ],
  },
);

export const relayPoolSpec = parts(
  "Relays that are alike.",
  {
    replicas: whole("How many relays serve; draining ones are not counted.", { max: 1000, default: 1 }),
    exposure,
    region,
    capacity,
    drain,
    tenants,
    podTemplate: podOverlay,
  },
  {
    rules: [
      {
        rule: "(has(self.region.name) ? self.region.name : '') == (has(oldSelf.region.name) ? oldSelf.region.name : '')",
        message:
          "the region of a pool cannot be changed: make another pool in the other region, then scale this one to 0",
        field: ".region.name",
        reason: "FieldValueForbidden",
      },
      {
        rule: "self.exposure.mode != 'sharedLoadBalancer' || self.exposure.portBase + 8 * (self.replicas + 1) <= 65535",
        message:
          "relay i has port portBase + 4i, and a roll-out needs as many again: lower exposure.portBase or replicas",
        field: ".exposure.portBase",
        reason: "FieldValueInvalid",
      },
    ],
  },
);

const decision = parts("One decision of the controller.", {
  at: moment("When."),
  action: text("What was done.", 64),
  relay: maybe(text("The relay.", 253)),
  reason: text("Why, in one word.", 64),
  message: text("Why, with the numbers.", 1024),
});

export const relayPoolStatus = parts("What is.", {
  replicas: maybe(whole("Relays there are, without draining ones.")),
  ready: maybe(whole("Relays that serve: their address is published.")),
  draining: maybe(whole("Relays that are being emptied.")),
  address: maybe(text("What clients are told, where all relays share one address.", 512)),
  selector: maybe(text("Finds the pool's pods, for autoscalers.", 1024)),
  load: maybe(whole("Mean load of the serving relays, in percent.", { max: 1_000_000 })),
  mbitPerSecond: maybe(decimal("What all relays carry, in megabits per second of the busier direction.")),
  sessions: maybe(whole("Sessions on all relays.")),
  history: maybe(list("The latest decisions, oldest first.", decision, 20)),
  configVersion: maybe(text("The version that the relays are to run; theirs is in each RelayInstance.", 64)),
  conditions,
  observedGeneration,
});

export type RelayPoolSpec = Plain<Static<typeof relayPoolSpec>>;
export type RelayPoolStatus = Plain<Static<typeof relayPoolStatus>>;
export type Decision = Plain<Static<typeof decision>>;
export interface RelayPool extends KubeObject {
  readonly spec: RelayPoolSpec;
  readonly status?: RelayPoolStatus | undefined;
}
