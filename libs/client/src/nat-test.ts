import { type ConfigUpdate, NatType, type SocketAddress, type TestNatResponse } from "@fairlead/wire";
import type { ClientConnection } from "./client-connection.ts";
import { NoAnswerError, UnexpectedAnswerError } from "./errors.ts";
import type { ServerDialler } from "./server-dialler.ts";
import type { UdpClient } from "./udp-client.ts";

export interface NatTestResult {
  /** Source ports as the server saw them: main port, then NAT-test port. */
  readonly mainPort: number;
  readonly testPort: number;
  /** What our kernel bound for both. */
  readonly localPort: number;
  readonly natType: number;
  readonly configUpdate?: ConfigUpdate;
}

/** The NAT test of a client: the same local port towards both server ports; equal answers mean punchable [NT-1]. */
export async function natTest(
  dialler: ServerDialler,
  options: { readonly serial: number; readonly answerTimeoutMs: number },
): Promise<NatTestResult> {
  const main = await askNat(await dialler.rendezvous({ webSocket: false }), options);
  const { localPort } = main;
  const second = await askNat(await dialler.natTestPort({ webSocket: false, localPort }), options);
  const cu = main.response.cu ?? second.response.cu;
  return {
    mainPort: main.response.port,
    testPort: second.response.port,
    localPort,
    natType: main.response.port === second.response.port ? NatType.asymmetric : NatType.symmetric,
    ...(cu === undefined ? {} : { configUpdate: cu }),
  };
}

async function askNat(
  connection: ClientConnection,
  options: { readonly serial: number; readonly answerTimeoutMs: number },
): Promise<{ readonly response: TestNatResponse; readonly localPort: number }> {
  try {
    connection.send({ kind: "testNatRequest", body: { serial: options.serial } });
    const answer = await connection.receive(options.answerTimeoutMs);
    if (answer.kind !== "testNatResponse") throw new UnexpectedAnswerError(`${answer.kind} to TestNatRequest`);
    return { response: answer.body, localPort: connection.local.port };
  } finally {
    connection.destroy();
  }
}

/** The UDP port the server sees, probed as a client does that wants to punch: two at once, then again until answered [NT-3]. */
export async function udpNatProbe(
  udp: UdpClient,
  options: { readonly server: SocketAddress; readonly attempts: number; readonly attemptTimeoutMs: number },
): Promise<number> {
  for (let attempt = 0; attempt < options.attempts; attempt += 1) {
    for (let copy = attempt === 0 ? 2 : 1; copy > 0; copy -= 1) {
      udp.send({ kind: "testNatRequest", body: { serial: 0 } }, options.server);
    }
    const port = await nextNatAnswer(udp, options.attemptTimeoutMs);
    if (port !== undefined) return port;
  }
  throw new NoAnswerError(`TestNatRequest over UDP: no answer in ${options.attempts} attempts`);
}

async function nextNatAnswer(udp: UdpClient, timeoutMs: number): Promise<number | undefined> {
  try {
    for (;;) {
      const message = await udp.receive(timeoutMs);
      if (message.kind === "testNatResponse") return message.body.port;
    }
  } catch (error) {
    if (error instanceof NoAnswerError) return undefined;
    throw error;
  }
}
