import type { KubeObject, Plain } from "@fairlead/kube";
import type { Static } from "typebox";
import { conditions, observedGeneration } from "./condition.ts";
import { list, maybe, parts, text, whole } from "./schema-words.ts";

const rate = (description: string) =>
  maybe(text(`${description}, such as 8 Mbit/s.`, 32, { min: 1, pattern: "^[0-9]+(\\.[0-9]+)? ?([kMG]bit/s)?$" }));

const limits = parts("What its sessions may take; what is left out has no limit.", {
  session: rate("One session, per direction"),
  device: rate("All sessions of one device on one relay, per direction"),
  total: rate("All sessions on all relays together, per direction"),
  sessions: maybe(whole("Sessions at one time, on all relays together.", { min: 1 })),
});

export const tenantSpec = parts("A customer: which devices, which relays, how much.", {
  displayName: maybe(text("For people; nothing depends on it.", 253)),
  devices: list(
    "Ids, and patterns in which * is any text and ? any one character. A device that several Tenants name belongs to the first of them by name.",
    text("An id or a pattern.", 253, { min: 1 }),
    20_000,
    { default: [] },
  ),
  pools: list(
    "Its sessions go to relays of these pools alone; none = any relay.",
    text("A RelayPool.", 63, { min: 1 }),
    64,
    {
      set: true,
      default: [],
    },
  ),
  limits: maybe(limits),
  suspended: maybe(text("When set, its devices are refused with these words.", 253, { min: 1 })),
});

export const tenantStatus = parts("What is.", {
  devices: maybe(whole("How many ids and patterns are in force.")),
  keyFingerprints: maybe(list("Fingerprints of its keys.", text("A fingerprint.", 128), 16)),
  conditions,
  observedGeneration,
});

export type TenantSpec = Plain<Static<typeof tenantSpec>>;
export type TenantStatus = Plain<Static<typeof tenantStatus>>;
export interface Tenant extends KubeObject {
  readonly spec: TenantSpec;
  readonly status?: TenantStatus | undefined;
}
