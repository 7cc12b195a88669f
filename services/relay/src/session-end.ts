import type { JoinEnd } from "@fairlead/cluster";

/** Why a session ended: as its engine says, or kicked by an operator. */
export type SessionEnd = JoinEnd | "kicked";

export const SESSION_ENDS: readonly SessionEnd[] = ["aborted", "closed", "idle", "kicked", "overQuota"];
