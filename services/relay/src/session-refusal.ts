import type { DropReason } from "@fairlead/base";

/** Why a session is refused, and the values that an operator reads. */
export interface SessionRefusal {
  readonly reason: DropReason;
  readonly setting?: string | undefined;
}
