import { RegisterPkResult } from "@fairlead/wire";
import { ConnectionEndedError, NoAnswerError, UnexpectedAnswerError } from "../errors.ts";
import { registerOverTcp } from "../register.ts";
import type { Patient } from "./doctor-patient.ts";
import { type Finding, notInHbbs } from "./doctor-result.ts";

/**
 * Plain hbbs gives itself away: RegisterPk in clear over TCP is answered NOT_SUPPORT and the connection closed. A server that takes it, or says
 * anything else, is not judged by hbbs's measure.
 */
export async function looksLikeHbbs(patient: Patient): Promise<boolean> {
  const { dialler, controller, answerTimeoutMs } = patient;
  try {
    const { connection, response } = await registerOverTcp(dialler, controller, {
      serverKey: undefined,
      answerTimeoutMs,
    });
    connection.destroy();
    return response.result === RegisterPkResult.notSupport;
  } catch (error) {
    if (isSilence(error) || error instanceof UnexpectedAnswerError) return false;
    throw error;
  }
}

/** Runs a check of something that hbbs lacks: silence or a closed connection is then its known refusal, from any other server a failure. */
export async function ofHbbs(patient: Patient, lack: string, check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    if (patient.hbbsLike && isSilence(error)) return notInHbbs(lack);
    throw error;
  }
}

const isSilence = (error: unknown): boolean => error instanceof NoAnswerError || error instanceof ConnectionEndedError;
