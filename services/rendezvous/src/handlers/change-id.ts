import { peerId } from "@fairlead/base";
import { answerRename, type ChangeIdFacts, decideChangeId, type RenameOutcome } from "@fairlead/protocol";
import type { RegisterPk } from "@fairlead/wire";
import type { Session } from "../session/session.ts";

/** A person at the device chooses another id [CI-1]. */
export async function handleChangeId(session: Session, request: RegisterPk): Promise<void> {
  const { ports, operator, presence } = session.workings;
  const facts = await gather(session, request);
  if (facts === undefined) return reply(session, answerRename("failed"));
  const decision = decideChangeId(request, facts);
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
    presence.forget(decision.oldId);
    ports.logger.info("peer.renamed", { from: decision.oldId, to: decision.newId, ip: session.address.ip });
  }
  reply(session, answerRename(outcome));
}

/** `undefined`: the store could not say. */
async function gather(session: Session, request: RegisterPk): Promise<ChangeIdFacts | undefined> {
  const { ports, operator, renameBudget } = session.workings;
  const sourceIp = session.address.ip;
  const tooFrequent = !renameBudget.tryTake(sourceIp, ports.clock.now());
  try {
    const [oldId, newId] = [peerId(request.oldId), peerId(request.id)];
    const stored = tooFrequent ? new Map() : await ports.registry.findMany([oldId, newId]);
    return { sourceIp, old: stored.get(oldId), taken: stored.get(newId), tooFrequent };
  } catch (error) {
    operator.storeFailed("find", error);
    return undefined;
  }
}

function reply(session: Session, body: ReturnType<typeof answerRename>): void {
  session.send({ kind: "registerPkResponse", body });
}
