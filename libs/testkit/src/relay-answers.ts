import { openRelayLeg, type PayloadStream } from "@fairlead/client";
import { messageBody, type RelayResponse, type RequestRelay } from "@fairlead/wire";
import type { ClientState } from "./client-state.ts";
import { greetingOf } from "./greeting.ts";
import { sayOnce } from "./say-once.ts";
import type { Session } from "./session.ts";

/** B makes the session's uuid and tells it to A through the server, then goes to the relay at once [RR-1]. */
export async function relayByB(
  state: ClientState,
  push: { readonly socketAddr: Uint8Array; readonly relayServer: string },
): Promise<Session> {
  const uuid = state.random.uuid();
  const relayServer = state.relayFor(push.relayServer);
  const body = { ...emptyResponse(state), socketAddr: push.socketAddr, uuid, relayServer, id: state.id };
  await sayOnce(state, { kind: "relayResponse", body });
  return joinRelay(state, relayServer, uuid);
}

/** A made the uuid and named the relay: B confirms and goes there, whatever its own options say [RR-2]. */
export async function relayByA(state: ClientState, request: RequestRelay): Promise<Session> {
  await sayOnce(state, { kind: "relayResponse", body: { ...emptyResponse(state), socketAddr: request.socketAddr } });
  return joinRelay(state, request.relayServer, request.uuid);
}

async function joinRelay(state: ClientState, relayServer: string, uuid: string): Promise<Session> {
  const { dialler, licenceKey } = state;
  const stream = await openRelayLeg(dialler, relayServer, { uuid, licenceKey, id: "" });
  greet(state, stream);
  return { path: "relay", stream, relayServer, uuid, trusted: false };
}

/** Sent right behind the RequestRelay, before the other leg is there. */
export function greet(state: ClientState, stream: PayloadStream): void {
  stream.send(greetingOf(state.keyPair, state.id, state.random.bytes(32)));
}

function emptyResponse({ settings }: ClientState): RelayResponse {
  return messageBody("relayResponse", { version: settings.version });
}
