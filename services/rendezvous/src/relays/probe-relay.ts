import { openRelayLeg, type PayloadStream, type ServerDialler } from "@fairlead/client";

export interface RelayProbeRequest {
  readonly relay: string;
  readonly uuid: string;
  readonly licenceKey: string;
  readonly timeoutMs: number;
}

const PROBE = Buffer.from("?");

/**
 * Whether a relay carries a session now [RC-1]: two legs with one uuid, and a byte that comes through. A relay that only accepts connections, or has stopped in the
 * middle, does not pass. Never rejects.
 */
export async function probeRelay(dialler: ServerDialler, request: RelayProbeRequest): Promise<boolean> {
  const { relay, uuid, licenceKey, timeoutMs } = request;
  const legs: PayloadStream[] = [];
  try {
    const first = await openRelayLeg(dialler, relay, { uuid, licenceKey, id: "" });
    legs.push(first);
    const second = await openRelayLeg(dialler, relay, { uuid, licenceKey, id: "" });
    legs.push(second);
    first.send(PROBE);
    return PROBE.equals(await second.receive(timeoutMs));
  } catch {
    // Refused, silent or unreachable: all the same to whoever would be sent there.
    return false;
  } finally {
    for (const leg of legs) leg.destroy();
  }
}
