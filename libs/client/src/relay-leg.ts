import { encodeMessage, messageBody, type RequestRelay } from "@fairlead/wire";
import type { PayloadStream } from "./payload-stream.ts";
import type { ServerDialler } from "./server-dialler.ts";

export interface RelayLegRequest {
  readonly uuid: string;
  readonly licenceKey: string;
  /** The controlled device's id; the controlled side leaves it empty. */
  readonly id: string;
  readonly webSocket?: boolean;
}

/**
 * One leg to a relay: its first payload is the RequestRelay, everything after belongs to the other leg. The relay never says anything of its own, so
 * a stream that ends without a payload was refused, timed out or lost its partner [RL-1][RL-2].
 */
export async function openRelayLeg(
  dialler: ServerDialler,
  relayServer: string,
  request: RelayLegRequest,
): Promise<PayloadStream> {
  const { webSocket } = request;
  const stream = await dialler.relay(relayServer, webSocket === undefined ? {} : { webSocket });
  stream.send(encodeMessage({ kind: "requestRelay", body: relayLegMessage(request) }));
  return stream;
}

export function relayLegMessage({ uuid, licenceKey, id }: RelayLegRequest): RequestRelay {
  return messageBody("requestRelay", { id, uuid, licenceKey });
}
