import { delay } from "@fairlead/base";
import type { PresentPeer } from "./presence/present-peer.ts";
import type { Workings } from "./workings.ts";

export interface DrainOptions {
  /** Devices with a connection are asked away spread evenly over this time. */
  readonly spreadMs: number;
  /** Longest wait for requests that nobody has answered yet; the lifetime of a request unless told. */
  readonly waitMs?: number | undefined;
}

const STEP_MS = 100;

/**
 * What a rendezvous does before it stops, while others take over [CL-47]: devices with a connection are closed one after the other, so that they do not come to the
 * others all at once; then the requests that wait here are waited for. Devices on UDP notice nothing. Where a device was stays written: it is found again within a
 * second, and until then its requests are kept for it [CL-22].
 */
export async function askAway(workings: Workings, options: DrainOptions, over: AbortSignal): Promise<void> {
  await closeSpread(workings, options.spreadMs, over);
  await waitForRequests(workings, options.waitMs ?? workings.settings.times.waitingMs, over);
}

async function closeSpread(workings: Workings, spreadMs: number, over: AbortSignal): Promise<void> {
  const { presence, ports } = workings;
  const begunMs = ports.clock.now();
  const peers = [...presence.table.peers(begunMs)].filter(({ transport }) => transport !== "udp");
  for (let asked = 0; asked < peers.length; ) {
    const share = spreadMs > 0 ? (ports.clock.now() - begunMs) / spreadMs : 1;
    for (const due = Math.min(peers.length, Math.ceil(peers.length * share)); asked < due; asked += 1)
      closeOne(workings, peers[asked] as PresentPeer);
    if (asked < peers.length && !(await delay(ports.clock, STEP_MS, over))) return;
  }
}

function closeOne({ presence, ownership }: Workings, peer: PresentPeer): void {
  if (presence.table.placeOf(peer) < 0) return;
  ownership?.keep(peer);
  presence.leave(peer);
  peer.channel.close();
}

async function waitForRequests({ waiting, ports }: Workings, waitMs: number, over: AbortSignal): Promise<void> {
  const untilMs = ports.clock.now() + waitMs;
  while (waiting.unanswered > 0 && ports.clock.now() < untilMs) if (!(await delay(ports.clock, STEP_MS, over))) return;
}
