import { PunchFailure, type PunchHoleResponse } from "@fairlead/wire";

/** The words on the client's screen for a failure that it knows. */
export function failureOnScreen(failure: number): string | undefined {
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
      return undefined;
  }
}

/** What a failed PunchHoleResponse says, in the words of the client's screen; `undefined` when it is not a failure. */
export function punchFailureText(response: PunchHoleResponse): string | undefined {
  if (response.socketAddr.length > 0) return undefined;
  if (response.otherFailure !== "") return response.otherFailure;
  return failureOnScreen(response.failure) ?? `unknown failure ${response.failure}`;
}
