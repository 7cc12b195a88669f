import { PunchFailure } from "@fairlead/wire";
import { punchFailureText } from "../punch-failure.ts";
import { KEY_ADVICE } from "./doctor-advice.ts";
import type { DoctorDevice } from "./doctor-device.ts";
import type { Patient } from "./doctor-patient.ts";
import { type Finding, fails, works } from "./doctor-result.ts";
import { openRelaySession, type PunchAnswer, type RelayWish } from "./doctor-session.ts";
import { type ExchangeResult, exchangeContent } from "./exchange-content.ts";
import { ofHbbs } from "./hbbs-habits.ts";
import { distrust, INSECURE_ADVICE } from "./signed-pk.ts";

/** Content both ways through the relay the server hands out, or the one that is wished, every byte compared [RL-6][RL-7]. */
export async function checkRelay(patient: Patient, device: DoctorDevice, wish: RelayWish): Promise<Finding> {
  const session = await openRelaySession(patient, device, wish);
  if (session.kind === "refused") return refused(session.answer);
  const { legs, relayServer, pk } = session;
  try {
    const untrusted = distrust(patient, pk);
    const options = { bytesEachWay: patient.relayBytes, timeoutMs: patient.relayTimeoutMs };
    const result = await exchangeContent(patient.clock, legs, options);
    if (result.checkedBytes > 0 && untrusted !== undefined)
      return fails(`${told(result)}; ${untrusted}`, INSECURE_ADVICE);
    return judge(patient, relayServer, result);
  } finally {
    legs.first.destroy();
    legs.second.destroy();
  }
}

/** The same for a signed-in user: his client waits for the key exchange first. */
export function checkSignedIn(patient: Patient, device: DoctorDevice): Promise<Finding> {
  if (patient.serverKey === undefined && !patient.hbbsLike) {
    return Promise.resolve(fails("not tried: a signed-in client without the server's key fails", "give --key"));
  }
  const small: Patient = { ...patient, relayBytes: Math.min(patient.relayBytes, 128 * 1024) };
  return ofHbbs(patient, "signed-in clients wait 18 s for a key exchange and fail", () =>
    checkRelay(small, device, { webSocket: false, signedIn: true }),
  );
}

function judge({ advice }: Patient, relayServer: string, result: ExchangeResult): Finding {
  const { damage, complete, checkedBytes } = result;
  if (checkedBytes === 0 && (damage !== undefined || !complete)) {
    return fails(`${relayServer}: no byte came through${damage === undefined ? "" : `; ${damage}`}`, advice.relay);
  }
  if (damage !== undefined) return fails(`${relayServer}: ${told(result)}, then ${damage}`, "see the relay's log");
  if (!complete) return works(`${relayServer}: ${told(result)}, content right; stopped at the time limit`);
  return works(`${relayServer}: ${told(result)}, content right`);
}

function told({ checkedBytes, elapsedMs }: ExchangeResult): string {
  const megabitsPerSecond = (checkedBytes * 8) / 1000 / Math.max(1, elapsedMs);
  return `${(checkedBytes / 1024 / 1024).toFixed(1)} MiB in both directions at ${megabitsPerSecond.toFixed(0)} Mb/s`;
}

export function refused(answer: PunchAnswer): Finding {
  const why = answer.kind === "punchHoleResponse" ? punchFailureText(answer.body) : answer.body.refuseReason;
  const step = isKeyMismatch(answer) ? KEY_ADVICE : "see the server's log for this refusal";
  return fails(`refused: ${why ?? "without a reason"}`, step);
}

const isKeyMismatch = ({ kind, body }: PunchAnswer): boolean =>
  kind === "punchHoleResponse" && body.failure === PunchFailure.licenseMismatch;
