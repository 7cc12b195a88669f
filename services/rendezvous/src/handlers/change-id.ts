import { type PeerId, peerId } from "@fairlead/base";
import type { PeerLocation, PeerRecord } from "@fairlead/cluster";
import { answerRename, type ChangeIdFacts, decideChangeId, type RenameOutcome } from "@fairlead/protocol";
import type { RegisterPk } from "@fairlead/wire";
import type { Session } from "../session/session.ts";
import type { Workings } from "../workings.ts";

const NOBODY: ReadonlyMap<PeerId, PeerRecord> = new Map();

/** A person at the device chooses another id [CI-1]. */
export async function handleChangeId(session: Session, request: RegisterPk): Promise<void> {
  const { ports, operator } = session.workings;
  const gathered = await gather(session, request);
  if (gathered === undefined) return reply(session, answerRename("failed"));
  const decision = decideChangeId(request, gathered.facts);
  if (decision.kind === "answer") {
    ports.drops.drop(decision.reason);
    return reply(session, decision.response);
  }
  const outcome = await ports.registry.rename(decision).then(
    (result): RenameOutcome => result.kind,
    (error: unknown): RenameOutcome => {
      operator.storeFailed("rename", error);
      return "failed";
    },
  );
  if (outcome === "renamed") {
    forget(session.workings, decision.oldId, gathered.at);
    ports.logger.info("peer.renamed", { from: decision.oldId, to: decision.newId, ip: session.address.ip });
  }
  reply(session, answerRename(outcome));
}

/** The old id names nobody any more, wherever the device is registered by it. */
function forget({ presence, renames, ownership, nextArrival }: Workings, oldId: string, at?: PeerLocation): void {
  presence.forget(oldId);
  renames.add(oldId, nextArrival());
  ownership?.renamed(oldId, at);
}

interface Gathered {
  readonly facts: ChangeIdFacts;
  /** Where the old id is registered. */
  readonly at: PeerLocation | undefined;
}

/** `undefined`: the store could not say. */
async function gather(session: Session, request: RegisterPk): Promise<Gathered | undefined> {
  const { ports, operator, renameBudget } = session.workings;
  const sourceIp = session.address.ip;
  const tooFrequent = !renameBudget.tryTake(sourceIp, ports.clock.now());
  try {
    const [oldId, newId] = [peerId(request.oldId), peerId(request.id)];
    const stored = tooFrequent ? NOBODY : await ports.registry.findMany([oldId, newId]);
    const old = stored.get(oldId);
    return { facts: { sourceIp, old, taken: stored.get(newId), tooFrequent }, at: old?.at };
  } catch (error) {
    operator.storeFailed("find", error);
    return undefined;
  }
}

function reply(session: Session, body: ReturnType<typeof answerRename>): void {
  session.send({ kind: "registerPkResponse", body });
}
