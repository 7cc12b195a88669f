import { PunchFailure, type PunchHoleResponse } from "@fairlead/wire";
import type { Session } from "./session.ts";

/** What the controlling user sees: a session, or a text. */
export type ConnectOutcome =
  | { readonly kind: "connected"; readonly session: Session }
  | { readonly kind: "failed"; readonly text: string };

export const failed = (text: string): ConnectOutcome => ({ kind: "failed", text });

/** The text on A's screen for a response without an address, in the client's order of looking. */
export function failureText({ otherFailure, failure }: PunchHoleResponse): string {
  if (otherFailure !== "") return otherFailure;
  switch (failure) {
    case PunchFailure.idNotExist:
      return "ID does not exist";
    case PunchFailure.offline:
      return "Remote desktop is offline";
    case PunchFailure.licenseMismatch:
      return "Key mismatch";
    case PunchFailure.licenseOveruse:
      return "Key overuse";
    default:
      return "other punch hole failure";
  }
}
