import { PunchFailure, type PunchHoleResponse } from "@fairlead/wire";

/** What a failed PunchHoleResponse says, in the words of the client's screen; `undefined` when it is not a failure. */
export function punchFailureText(response: PunchHoleResponse): string | undefined {
  if (response.socketAddr.length > 0) return undefined;
  if (response.otherFailure !== "") return response.otherFailure;
  switch (response.failure) {
    case PunchFailure.idNotExist:
      return "ID does not exist";
    case PunchFailure.offline:
      return "Remote desktop is offline";
    case PunchFailure.licenseMismatch:
      return "Key mismatch";
    case PunchFailure.licenseOveruse:
      return "Key overuse";
    default:
      return `unknown failure ${response.failure}`;
  }
}
