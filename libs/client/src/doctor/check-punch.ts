import { createServer, type Server } from "node:net";
import {
  formatSocketAddress,
  mangleAddress,
  NatType,
  type OutgoingMessage,
  type SocketAddress,
  unmangleAddress,
} from "@fairlead/wire";
import { dialTcp } from "../dial-tcp.ts";
import { assumedRelay } from "../endpoint.ts";
import { ClientError } from "../errors.ts";
import { refused } from "./check-relay.ts";
import type { DoctorDevice, Push } from "./doctor-device.ts";
import { DOCTOR_VERSION, type Patient } from "./doctor-patient.ts";
import { type Finding, fails, works } from "./doctor-result.ts";
import { askToPunch, pushOrAnswer } from "./doctor-session.ts";
import { distrust, INSECURE_ADVICE } from "./signed-pk.ts";

/** A direct session: B is told, answers from a new connection, and A dials the address that connection had [PS-1][LA-1]. */
export async function checkPunch(patient: Patient, device: DoctorDevice): Promise<Finding> {
  device.refresh();
  const asking = await askToPunch(patient, { signedIn: false, punch: { forceRelay: false } });
  try {
    const heard = await pushOrAnswer(patient, device, asking);
    if (heard.kind !== "punchHole" && heard.kind !== "fetchLocalAddr") return refused(heard);
    await using _listener = await answerAndListen(patient, heard);
    const answer = await asking.answer;
    if (answer.kind !== "punchHoleResponse" || answer.body.socketAddr.length === 0) return refused(answer);
    const untrusted = distrust(patient, answer.body.pk);
    if (untrusted !== undefined) return fails(untrusted, INSECURE_ADVICE);
    const target = unmangleAddress(answer.body.socketAddr);
    return await dialDirect(patient, {
      target,
      from: asking.connection.local.port,
      isLocal: answer.body.isLocal === true,
    });
  } finally {
    asking.connection.destroy();
  }
}

/** B's answer on a connection of its own, whose port it then listens on. */
async function answerAndListen(patient: Patient, push: Push): Promise<Server> {
  const saying = await patient.dialler.rendezvous({ webSocket: false });
  saying.send(answerTo(patient, push, saying.local));
  const { port } = saying.local;
  saying.close();
  await saying.whenEnded;
  const server = createServer((socket) => socket.on("error", () => undefined).end("fairlead"));
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: saying.local.ip }, () => resolve(server));
  });
}

function answerTo(patient: Patient, push: Push, local: SocketAddress): OutgoingMessage {
  const common = {
    id: patient.device.id,
    relayServer: push.body.relayServer || assumedRelay(patient.dialler.settings.rendezvous),
    version: DOCTOR_VERSION,
    socketAddrV6: new Uint8Array(0),
  };
  if (push.kind === "punchHole") {
    const body = { ...common, socketAddr: push.body.socketAddr, natType: NatType.asymmetric, upnpPort: 0 };
    return { kind: "punchHoleSent", body };
  }
  // A client decodes and encodes again here, so the routing tag is lost.
  const socketAddr = mangleAddress(unmangleAddress(push.body.socketAddr), patient.random.uint32());
  return {
    kind: "localAddr",
    body: { ...common, socketAddr, localAddr: mangleAddress(local, patient.random.uint32()) },
  };
}

async function dialDirect(
  patient: Patient,
  { target, from, isLocal }: { readonly target: SocketAddress; readonly from: number; readonly isLocal: boolean },
): Promise<Finding> {
  const where = `${formatSocketAddress(target)}${isLocal ? " (same network)" : ""}`;
  try {
    const socket = await dialTcp({
      clock: patient.clock,
      deadlineMs: 1000,
      host: target.ip,
      port: target.port,
      localPort: from,
    });
    socket.destroy();
    return works(`direct connection to ${where}`);
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    return works(`brokered; ${where} could not be dialled from this very machine, which routers often forbid`);
  }
}
