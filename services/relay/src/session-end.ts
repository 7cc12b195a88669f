import type { JoinEnd } from "@fairlead/cluster";

/** Told to end: by an operator, because another relay had used its admission [CL-30], or with its tenant [CL-49], or at the deadline of an ordered drain [KU-17]. */
export type EndedBy = "kicked" | "admissionUsed" | "suspended" | "drained";
/** Why a session ended: as its engine says, or as it was told. `aborted`: the relay ended before it. */
export type SessionEnd = JoinEnd | EndedBy;

export const SESSION_ENDS: readonly SessionEnd[] = [
  "aborted",
  "admissionUsed",
  "closed",
  "drained",
  "idle",
  "kicked",
  "overQuota",
  "suspended",
];
