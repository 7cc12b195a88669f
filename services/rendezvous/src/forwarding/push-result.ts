import { punchFailure, punchRefusal, relayRefusal } from "@fairlead/protocol";
import { encodeMessage, PunchFailure } from "@fairlead/wire";

/** `pushed`: on its way, or kept for the device. `noRoom`: a bound is reached. `gone`: nobody holds the device. */
export type PushResult = "pushed" | "noRoom" | "gone";

/** What A is told of a request that cannot be pushed [PH-1] [RR-3]. */
export function refusalPayload(kind: "punch" | "relay", result: Exclude<PushResult, "pushed">): Buffer {
  if (kind === "relay") {
    const body = relayRefusal(result === "gone" ? "Remote desktop is offline" : "Too many requests");
    return encodeMessage({ kind: "relayResponse", body });
  }
  const tooMany = punchRefusal("Too many requests, please try again");
  return encodeMessage({
    kind: "punchHoleResponse",
    body: result === "gone" ? punchFailure(PunchFailure.offline) : tooMany,
  });
}
