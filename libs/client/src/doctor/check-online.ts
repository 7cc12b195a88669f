import { delay } from "@fairlead/base";
import { queryOnline } from "../online-query.ts";
import type { DoctorDevice } from "./doctor-device.ts";
import type { Patient } from "./doctor-patient.ts";
import { type Finding, fails, works } from "./doctor-result.ts";
import { ofHbbs } from "./hbbs-habits.ts";

const AGAIN_MS = 1_000;

/** The present device is told online, an id that nobody has is not [OQ-1]. */
export async function checkOnlineQuery(patient: Patient, device: DoctorDevice): Promise<Finding> {
  device.refresh();
  return judge(patient, await askTwice(patient, false));
}

/** What clients on WebSocket ask, at the id service. */
export function checkOnlineQueryOverWs(patient: Patient, device: DoctorDevice): Promise<Finding> {
  device.refresh();
  return ofHbbs(patient, "no online query over WebSocket: address books there show everybody offline", async () =>
    judge(patient, await askTwice(patient, true)),
  );
}

/** Clients ask every few seconds; what the first answer did not know yet, the second does. */
async function askTwice(patient: Patient, webSocket: boolean): Promise<readonly boolean[]> {
  const first = await ask(patient, webSocket);
  if (first[0] === true) return first;
  await delay(patient.clock, AGAIN_MS);
  return ask(patient, webSocket);
}

function ask(
  { dialler, controller, device, answerTimeoutMs }: Patient,
  webSocket: boolean,
): Promise<readonly boolean[]> {
  const peers = [device.id, `${device.id}-none`];
  return queryOnline(dialler, { id: controller.id, peers, answerTimeoutMs, webSocket });
}

function judge({ device }: Patient, [present, stranger]: readonly boolean[]): Finding {
  if (present === true && stranger === false) return works(`${device.id} is online, a stranger is not`);
  const detail =
    stranger === true ? "an id that nobody has is told online" : `${device.id} registered and is told offline`;
  return fails(detail, "is the NAT-test port (main port − 1) the same server's as the main port?");
}
