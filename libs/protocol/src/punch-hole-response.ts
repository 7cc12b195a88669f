import type { PunchFailure, PunchHoleResponse } from "@fairlead/wire";

const NOTHING = new Uint8Array(0);

/** A PunchHoleResponse in which only these fields are set. All defaults mean "ID does not exist" [PH-1]. */
export function punchHoleResponse(fields: Partial<PunchHoleResponse>): PunchHoleResponse {
  return {
    socketAddr: NOTHING,
    pk: NOTHING,
    failure: 0,
    relayServer: "",
    otherFailure: "",
    feedback: 0,
    isUdp: false,
    upnpPort: 0,
    socketAddrV6: NOTHING,
    ...fields,
  };
}

export const punchFailure = (failure: PunchFailure): PunchHoleResponse => punchHoleResponse({ failure });

/** A text that A shows as it is. It retries by itself unless the text holds "not allowed", "restricted", "offline" or "failed". */
export const punchRefusal = (otherFailure: string): PunchHoleResponse => punchHoleResponse({ otherFailure });
