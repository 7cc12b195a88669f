import { peerId } from "@fairlead/base";
import type { ForwardedPush, PeerLocation } from "@fairlead/cluster";
import { punchTrace } from "@fairlead/protocol";
import { encodeBusEnvelope } from "@fairlead/wire";
import type { WaitingEntry } from "../waiting/waiting-entry.ts";
import type { Workings } from "../workings.ts";
import { type Elsewhere, elsewhere, sameNode } from "./elsewhere.ts";
import { beginPunch } from "./punch-spans.ts";
import { pushHere } from "./push-here.ts";
import type { PushResult } from "./push-result.ts";

/** A device that moves more often while one request is on its way is found by A's next copy. */
const MOST_MOVES = 2;

/**
 * A's request goes to the node that holds the device, by one message [CL-20], or is kept for whoever it registers with next [CL-22]. A message that is lost is no end: A
 * asks again [CL-21].
 */
export async function pushElsewhere(
  entry: WaitingEntry,
  place: Elsewhere,
  workings: Workings,
  moves = 0,
): Promise<PushResult> {
  entry.targetIp = place.at.address.ip;
  entry.targetIdentity = place.identity;
  const { way, at } = place;
  if (way.kind === "park" && !way.push) return park(entry, place, workings, moves);
  const lost = workings.forwarder.push(at.owner, pushOf(entry));
  if (way.kind === "park" || (lost !== undefined && lost !== "bus_full")) return park(entry, place, workings, moves);
  if (lost === undefined) workings.metrics.pushes.remote.add();
  beginPunch(entry, "remote", workings.ports);
  return "pushed";
}

/** Once for each place: whoever claims the device next takes it from there. */
async function park(entry: WaitingEntry, place: Elsewhere, workings: Workings, moves: number): Promise<PushResult> {
  if (sameNode(place.at.owner, entry.parkedFor)) return "pushed";
  const { ports, forwarder, metrics } = workings;
  const request = encodeBusEnvelope({ number: 0, message: forwarder.pushMessage(pushOf(entry)) });
  try {
    const result = await ports.cluster.locations.park(peerId(entry.targetId), place.at, request);
    if (result.kind === "full") return "noRoom";
    if (result.kind === "moved") return await follow(entry, place, result.at, workings, moves + 1);
    entry.parkedFor = place.at.owner;
    metrics.pushes.parked.add();
  } catch (error) {
    workings.operator.storeFailed("park", error);
  }
  beginPunch(entry, "parked", ports);
  return "pushed";
}

/** The device has registered while the request was being kept. */
async function follow(
  entry: WaitingEntry,
  { identity }: Elsewhere,
  at: PeerLocation,
  workings: Workings,
  moves: number,
): Promise<PushResult> {
  const { cluster } = workings.ports;
  if (sameNode(at.owner, cluster.nodes.self) && pushHere(entry, workings)) return "pushed";
  const place = elsewhere({ ...identity, at }, cluster);
  if (place === undefined) return "gone";
  return moves > MOST_MOVES ? "pushed" : pushElsewhere(entry, place, workings, moves);
}

function pushOf(entry: WaitingEntry): ForwardedPush {
  return { peerId: entry.targetId, payload: entry.push, entry: entry.entry, trace: punchTrace(entry) };
}
