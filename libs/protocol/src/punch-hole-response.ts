import { messageBody, type PunchFailure, type PunchHoleResponse } from "@fairlead/wire";

/** A PunchHoleResponse in which only these fields are set. All defaults mean "ID does not exist" [PH-1]. */
export function punchHoleResponse(fields: Partial<PunchHoleResponse>): PunchHoleResponse {
  return messageBody("punchHoleResponse", fields);
}

export const punchFailure = (failure: PunchFailure): PunchHoleResponse => punchHoleResponse({ failure });

/** A text that A shows as it is. It retries by itself unless the text holds "not allowed", "restricted", "offline" or "failed". */
export const punchRefusal = (otherFailure: string): PunchHoleResponse => punchHoleResponse({ otherFailure });

/** [CL-49] Holds "not allowed": A does not ask again by itself. */
export const suspensionText = (why: string): string => `This device is not allowed to connect: ${why}`;
