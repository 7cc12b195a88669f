import type { WebSocket } from "ws";

/**
 * Changes how long an incoming message may be on an open WebSocket. The `ws` package takes the cap only at the upgrade,
 * and looks at this field when it has read a frame header, so an over-long announcement still ends the connection
 * before anything is kept. Whoever updates `ws` is told by the test of [FR-3] over WebSocket if the field moves.
 */
export function setWsPayloadCap(socket: WebSocket, maxBytes: number): void {
  const receiver: unknown = Reflect.get(socket, "_receiver");
  if (typeof receiver === "object" && receiver !== null) Reflect.set(receiver, "_maxPayload", maxBytes);
}
