import { RegisterPkResult } from "@fairlead/wire";
import { registerOverTcp, registerOverWs, type StreamRegistration } from "../register.ts";
import { refusedRegistration } from "./check-ports.ts";
import type { Patient } from "./doctor-patient.ts";
import { type Finding, notInHbbs, works } from "./doctor-result.ts";
import { ofHbbs } from "./hbbs-habits.ts";

const TCP_LACK = "no registration over TCP: clients with a proxy or disable-udp=Y stay offline";
const WS_LACK = "no registration over WebSocket: clients with allow-websocket=Y stay offline";

/** The way of clients with a proxy or without UDP: key exchange, then RegisterPk [RK-8]. */
export function checkTcpRegistration(patient: Patient): Promise<Finding> {
  const { dialler, controller, serverKey, answerTimeoutMs } = patient;
  return ofHbbs(patient, TCP_LACK, async () =>
    judge(patient, TCP_LACK, await registerOverTcp(dialler, controller, { serverKey, answerTimeoutMs })),
  );
}

export function checkWsRegistration(patient: Patient): Promise<Finding> {
  const { dialler, controller, answerTimeoutMs } = patient;
  return ofHbbs(patient, WS_LACK, async () =>
    judge(patient, WS_LACK, await registerOverWs(dialler, controller, { answerTimeoutMs })),
  );
}

function judge(patient: Patient, lack: string, { connection, response }: StreamRegistration): Finding {
  const secured = connection.secured;
  connection.destroy();
  if (response.result === RegisterPkResult.notSupport && patient.hbbsLike) return notInHbbs(lack);
  if (response.result !== RegisterPkResult.ok) return refusedRegistration(response.result);
  return works(`registered${secured ? " after a key exchange" : ""}, keep-alive ${response.keepAlive} s`);
}
