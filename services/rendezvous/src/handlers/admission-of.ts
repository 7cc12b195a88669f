import { noTracer, type SessionUuid } from "@fairlead/base";
import type { Admission } from "@fairlead/cluster";
import { punchTrace } from "@fairlead/protocol";
import type { RendezvousPorts } from "../ports.ts";
import type { WaitingEntry } from "../waiting/waiting-entry.ts";

/** What the relay is told of a session [CL-29]: who, for whom, and what its tenant may use [CL-49]. `relay`: `undefined` or empty when another may carry it. */
export function admissionOf(
  uuid: SessionUuid,
  relay: string | undefined,
  waiting: WaitingEntry,
  { cluster, tracer }: Pick<RendezvousPorts, "cluster" | "tracer">,
): Admission {
  const tenant = cluster.tenants.tenantOf(waiting.targetId);
  return {
    uuid,
    peerId: waiting.targetId,
    fromIp: waiting.controlling.ip,
    purpose: "session",
    tenant: tenant?.id,
    budget: tenant?.budget,
    relay: relay === "" ? undefined : relay,
    trace: tracer === noTracer ? undefined : punchTrace(waiting),
  };
}
