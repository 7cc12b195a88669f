import { isIP } from "node:net";
import { ClientConnection } from "../client-connection.ts";
import { registerPkOf } from "../client-identity.ts";
import { dial } from "../dial.ts";
import { splitHostPort } from "../endpoint.ts";
import { ConnectFailedError } from "../errors.ts";
import { refusedRegistration } from "./check-ports.ts";
import type { Patient } from "./doctor-patient.ts";
import { type Finding, fails, notInHbbs, works } from "./doctor-result.ts";

const UNTRUSTED = /CERT|ALTNAME|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET/;

/** TLS on the WebSocket port, or on 443 as clients with an https API server dial it. */
export async function checkWss(patient: Patient): Promise<Finding> {
  let failed: Finding | undefined;
  for (const url of candidates(patient)) {
    try {
      return await registerAt(patient, url);
    } catch (error) {
      if (!(error instanceof ConnectFailedError)) throw error;
      failed = judgeFailure(patient, url, error) ?? failed;
    }
  }
  return (
    failed ??
    notInHbbs("no TLS on the WebSocket ports", "give the server cert.pem and key.pem, or put a TLS proxy in front")
  );
}

/** `undefined` when there is simply no TLS. */
function judgeFailure({ advice }: Patient, url: string, error: ConnectFailedError): Finding | undefined {
  // Nobody said no: the time was over.
  if (error.cause === undefined) return fails(error.message, advice.webSocket);
  if (!UNTRUSTED.test(codeOf(error.cause))) return undefined;
  return fails(
    `${url}: certificate not trusted: ${error.message}`,
    "use a certificate clients trust, for the name they dial",
  );
}

function candidates({ host, dialler }: Patient): readonly string[] {
  const port = splitHostPort(dialler.settings.rendezvous).port + 2;
  const urlHost = isIP(host) === 6 ? `[${host}]` : host;
  const own = `wss://${urlHost}:${port}/ws/id`;
  return isIP(host) === 0 ? [`wss://${host}/ws/id`, own] : [own];
}

async function registerAt(patient: Patient, url: string): Promise<Finding> {
  const { clock, answerTimeoutMs, device } = patient;
  const connection = new ClientConnection(await dial({ kind: "ws", url }, { clock, deadlineMs: answerTimeoutMs / 2 }));
  try {
    // The device's turn: the controller has registered as often as one id may [RK-5].
    connection.send({ kind: "registerPk", body: registerPkOf(device) });
    const answer = await connection.receive(answerTimeoutMs);
    if (answer.kind !== "registerPkResponse")
      return fails(`${answer.kind} to RegisterPk`, "does this address lead to the id service?");
    if (answer.body.result === 6) return works(`${url} (a TLS front before hbbs)`);
    return answer.body.result === 0 ? works(url) : refusedRegistration(answer.body.result);
  } finally {
    connection.destroy();
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}
