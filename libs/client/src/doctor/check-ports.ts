import { NatType } from "@fairlead/wire";
import { natTest, udpNatProbe } from "../nat-test.ts";
import { registerOverUdp } from "../register.ts";
import { UdpClient } from "../udp-client.ts";
import type { Patient } from "./doctor-patient.ts";
import { type Finding, fails, works } from "./doctor-result.ts";
import { ofHbbs } from "./hbbs-habits.ts";

/** The main TCP port takes connections at all. */
export async function checkTcpPort(patient: Patient): Promise<Finding> {
  const startedMs = patient.clock.now();
  const connection = await patient.dialler.rendezvous({ webSocket: false });
  connection.destroy();
  return works(`connected in ${Math.round(patient.clock.now() - startedMs)} ms`);
}

export async function checkUdpRegistration(patient: Patient): Promise<Finding> {
  await using udp = await openUdp(patient);
  const { server, device, answerTimeoutMs } = patient;
  const answer = await registerOverUdp(udp, device, { server, attempts: 2, attemptTimeoutMs: answerTimeoutMs / 2 });
  return answer.result === 0 ? works(`${device.id} registered`) : refusedRegistration(answer.result);
}

/** The NAT test on both TCP ports [NT-1]. */
export async function checkNatTest(patient: Patient): Promise<Finding> {
  const { answerTimeoutMs, dialler } = patient;
  const result = await natTest(dialler, { serial: 0, answerTimeoutMs });
  const seen = `main port saw ${result.mainPort}, NAT-test port saw ${result.testPort}, we used ${result.localPort}`;
  if (result.natType === NatType.asymmetric) return works(`punchable: ${seen}`);
  if (!patient.judgesPorts) return works(`answered; ${seen}: judge that from outside`);
  return fails(
    `symmetric: ${seen}`,
    "if a load balancer or proxy is in front, keep the clients' source ports (externalTrafficPolicy: Local, or PROXY protocol)",
  );
}

/** The UDP probe that lets clients punch over UDP [NT-3]. */
export async function checkUdpNatProbe(patient: Patient): Promise<Finding> {
  await using udp = await openUdp(patient);
  const options = { server: patient.server, attempts: 3, attemptTimeoutMs: patient.answerTimeoutMs / 5 };
  // Awaited here: the socket lives as long as this function.
  return await ofHbbs(patient, "UDP NAT probe unanswered: no UDP hole punching", async () =>
    works(`the server saw port ${await udpNatProbe(udp, options)}, we used ${udp.local.port}`),
  );
}

export function openUdp({ clock, server }: Patient): Promise<UdpClient> {
  return UdpClient.open({ clock, family: server.ip.includes(":") ? "udp6" : "udp4" });
}

const REGISTRATION_ADVICE: Readonly<Record<number, string>> = {
  2: "another machine registered the doctor's id: run the doctor as the same user as before",
  4: "visit again in a minute: these ids, or this address, registered too often",
  7: "the server cannot write its store: see its log",
  8: "enrol devices first, or turn the enrolment gate off",
};

export function refusedRegistration(result: number): Finding {
  return fails(`RegisterPk answered with result ${result}`, REGISTRATION_ADVICE[result] ?? "see the server's log");
}
