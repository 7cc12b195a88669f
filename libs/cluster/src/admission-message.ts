import { type SessionUuid, sessionUuid, tenantId } from "@fairlead/base";
import { isSessionUuid } from "@fairlead/protocol";
import type { BusMessageOf } from "@fairlead/wire";
import { type Admission, type SessionBudget, unlimitedBudget } from "./admissions.ts";

type Admit = BusMessageOf<"admit">;

/** What the bus says of an admission [CL-29]. */
export function admitMessage(admission: Admission): Admit {
  const { uuid, peerId, fromIp, purpose, tenant, budget, trace } = admission;
  const limits = budget ?? unlimitedBudget;
  return { kind: "admit", uuid, peerId, fromIp, purpose, tenant: tenant ?? "", ...limits, trace: trace ?? "" };
}

/** `undefined`: nothing that a leg could bring as its uuid, or a purpose of a later release [CL-45]. */
export function admissionOf(message: Admit): Admission | undefined {
  const { peerId, fromIp, purpose, tenant, trace } = message;
  if (!isSessionUuid(message.uuid) || (purpose !== "session" && purpose !== "probe")) return undefined;
  const uuid: SessionUuid = sessionUuid(message.uuid);
  return {
    uuid,
    peerId,
    fromIp,
    purpose,
    tenant: tenant === "" ? undefined : tenantId(tenant),
    budget: budgetOf(message),
    trace: trace === "" ? undefined : trace,
  };
}

function budgetOf({ sessionBps, deviceBps, tenantBps, tenantSessions }: Admit): SessionBudget | undefined {
  const budget = { sessionBps, deviceBps, tenantBps, tenantSessions };
  return Object.values(budget).some((limit) => limit > 0) ? budget : undefined;
}
