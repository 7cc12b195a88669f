import { delay, type PeerId, peerId, withDeadline } from "@fairlead/base";
import { isSolo } from "@fairlead/cluster";
import { countsAsOnline, decideOnline } from "@fairlead/protocol";
import type { OnlineRequest } from "@fairlead/wire";
import type { Session } from "../session/session.ts";
import type { Workings } from "../workings.ts";

const READ_MS = 2_500;
/** A client waits 3 s. When it hears nothing it keeps what it showed before; when the connection ends, it shows all as offline. */
const SILENT_MS = 3_000;

/** Which of these devices are here, or registered with another node that can reach them or will [OQ-1] [OQ-2] [CL-28]. */
export function handleOnlineRequest(session: Session, { peers }: OnlineRequest): Promise<void> | undefined {
  const { presence, settings, ports } = session.workings;
  const isHere = (id: string): boolean => presence.find(id) !== undefined;
  if (isSolo(ports.cluster) || peers.length > settings.bounds.maxOnlineIds || peers.every(isHere))
    return void answer(session, peers, isHere);
  return readAndAnswer(session, peers, isHere);
}

/** One read for all that are not here. [CL-27] When the store does not answer, nobody is called offline: there is no answer. */
async function readAndAnswer(
  session: Session,
  peers: readonly string[],
  isHere: (id: string) => boolean,
): Promise<void> {
  const { workings } = session;
  const absent = new Set(peers.filter((id) => !isHere(id)).map(peerId));
  try {
    const reached = await withDeadline(workings.ports.clock, READ_MS, reachable([...absent], workings));
    answer(session, peers, (id) => reached.has(id) || isHere(id));
  } catch (error) {
    workings.operator.storeFailed("find", error);
    workings.ports.drops.drop("store_unavailable");
    await delay(workings.ports.clock, SILENT_MS);
  }
}

async function reachable(ids: readonly PeerId[], { ports }: Workings): Promise<ReadonlySet<string>> {
  const records = await ports.registry.findMany(ids);
  const reached = new Set<string>();
  for (const [id, { at }] of records)
    if (at !== undefined && countsAsOnline(ports.cluster.nodes.ownerState(at.owner))) reached.add(id);
  return reached;
}

function answer(session: Session, peers: readonly string[], isOnline: (id: string) => boolean): void {
  const decision = decideOnline(peers, isOnline, session.workings.settings.bounds.maxOnlineIds);
  if (decision.kind === "end") return void session.refuse(decision.reason);
  session.send({ kind: "onlineResponse", body: { states: decision.states } });
}
