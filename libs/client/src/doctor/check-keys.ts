import { PunchFailure } from "@fairlead/wire";
import { punchFailureText } from "../punch-failure.ts";
import { KEY_ADVICE } from "./doctor-advice.ts";
import type { Patient } from "./doctor-patient.ts";
import { type Finding, fails, works } from "./doctor-result.ts";
import { askToPunch } from "./doctor-session.ts";
import { ofHbbs } from "./hbbs-habits.ts";

const NO_EXCHANGE = "no key exchange: signed-in clients wait 18 s and fail";

/** The server speaks first, and its ephemeral key is signed by the key clients are given [KX-1]. */
export function checkKeyExchange(patient: Patient): Promise<Finding> {
  return ofHbbs(patient, NO_EXCHANGE, async () => {
    const connection = await patient.dialler.rendezvous({ webSocket: false });
    try {
      if (patient.serverKey === undefined) {
        await connection.receivePayload(patient.answerTimeoutMs);
        return works("offered; its signature was not verified", "give --key to verify it");
      }
      await connection.secure(patient.serverKey, patient.random, patient.answerTimeoutMs);
      return works("signed by the given key");
    } finally {
      connection.destroy();
    }
  });
}

/** The given key is accepted, and whether another one would be too [PH-1]. */
export async function checkLicenceKey(patient: Patient): Promise<Finding> {
  if (await isMismatch(patient, patient.licenceKey)) {
    return fails(
      patient.licenceKey === ""
        ? "the server requires a key and none was given"
        : "Key mismatch: the server requires another key",
      KEY_ADVICE,
    );
  }
  const strangersRefused = await isMismatch(patient, "not-the-key");
  return works(strangersRefused ? "accepted, other keys are refused" : "accepted; any other key is too (no key check)");
}

async function isMismatch(patient: Patient, licenceKey: string): Promise<boolean> {
  // An id that nobody has, so that nobody is disturbed: the key is judged first.
  const asking = await askToPunch(patient, {
    signedIn: false,
    punch: { forceRelay: false, licenceKey, id: `${patient.device.id}-none` },
  });
  try {
    const answer = await asking.answer;
    if (answer.kind !== "punchHoleResponse") return false;
    const failed = punchFailureText(answer.body) !== undefined;
    return failed && answer.body.failure === PunchFailure.licenseMismatch;
  } finally {
    asking.connection.destroy();
  }
}
