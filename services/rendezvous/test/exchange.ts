import assert from "node:assert/strict";
import type { ClientConnection } from "@fairlead/client";
import {
  decodeMessage,
  type MessageBodies,
  type MessageKind,
  type PunchHoleRequest,
  type SocketAddress,
} from "@fairlead/wire";
import { ANSWER_MS, B_ID, LICENCE_KEY, receiveAnswer, type TestServer, type TestUdp } from "./test-server.ts";

export const RELAY = "relay.example.com:21117";
export const NOTHING = new Uint8Array(0);

export function punchRequest(fields: Partial<PunchHoleRequest> = {}): PunchHoleRequest {
  return {
    id: B_ID,
    natType: 1,
    licenceKey: LICENCE_KEY,
    connType: 0,
    token: "",
    version: "1.4.9",
    udpPort: 0,
    forceRelay: false,
    upnpPort: 0,
    socketAddrV6: NOTHING,
    switchCode: "",
    ...fields,
  };
}

export function bodyOf<K extends MessageKind>(kind: K, payload: Uint8Array): MessageBodies[K] {
  const message = decodeMessage(payload);
  assert.equal(message?.kind, kind, Buffer.from(payload).toString("hex"));
  return message?.body as MessageBodies[K];
}

export async function nextOf<K extends MessageKind>(
  kind: K,
  from: TestUdp | ClientConnection,
): Promise<MessageBodies[K]> {
  const payload = "client" in from ? await from.client.receiveBytes(ANSWER_MS) : await receiveAnswer(from);
  return bodyOf(kind, payload);
}

export function punchHoleSent(socketAddr: Uint8Array, fields: Partial<MessageBodies["punchHoleSent"]> = {}) {
  const body = {
    socketAddr,
    id: B_ID,
    relayServer: RELAY,
    natType: 1,
    version: "1.4.9",
    upnpPort: 0,
    socketAddrV6: NOTHING,
    ...fields,
  };
  return { kind: "punchHoleSent", body } as const;
}

/** B's answer on a connection of its own, closed behind it. */
export async function sayOnce(
  server: TestServer,
  from: string,
  message: Parameters<ClientConnection["send"]>[0],
): Promise<SocketAddress> {
  const connection = await server.tcp(from);
  connection.send(message);
  connection.close();
  return connection.local;
}

export function relayResponse(
  socketAddr: Uint8Array,
  fields: Partial<MessageBodies["relayResponse"]>,
): MessageBodies["relayResponse"] {
  return {
    socketAddr,
    uuid: "uuid",
    relayServer: RELAY,
    id: B_ID,
    refuseReason: "",
    version: "1.4.9",
    feedback: 0,
    socketAddrV6: NOTHING,
    upnpPort: 0,
    ...fields,
  };
}

export function requestRelay(fields: Partial<MessageBodies["requestRelay"]> = {}): MessageBodies["requestRelay"] {
  return {
    id: B_ID,
    uuid: "11111111-2222-4333-8444-555555555555",
    socketAddr: NOTHING,
    relayServer: RELAY,
    secure: true,
    licenceKey: "",
    connType: 0,
    token: "",
    switchCode: "",
    ...fields,
  };
}
