import type { SessionUuid, TenantId } from "@fairlead/base";

/** What a session may use, per direction, in bits per second; 0 = no limit of this kind. */
export interface SessionBudget {
  readonly sessionBps: number;
  /** All sessions of one device on one relay. */
  readonly deviceBps: number;
  /** All sessions of the tenant, cluster-wide [CL-36]. */
  readonly tenantBps: number;
  /** Sessions of the tenant at one time, cluster-wide. */
  readonly tenantSessions: number;
}
export const unlimitedBudget: SessionBudget = { sessionBps: 0, deviceBps: 0, tenantBps: 0, tenantSessions: 0 };

/** A session that a rendezvous brokered. */
export interface Admission {
  readonly uuid: SessionUuid;
  /** The device that is controlled; empty for a probe. */
  readonly peerId: string;
  /** Canonical text of the controlling side's address; empty when unknown. */
  readonly fromIp: string;
  readonly purpose: "session" | "probe";
  readonly tenant?: TenantId | undefined;
  readonly budget?: SessionBudget | undefined;
  /** The relay that was chosen, so that it can be told; absent when another may carry it. */
  readonly relay?: string | undefined;
  readonly trace?: string | undefined;
}

/**
 * What lets a relay carry a session: the rendezvous that brokered it says so, before anything is forwarded to either side. An admission is valid 60 s and
 * is used up when two legs have paired, never by a leg that waits or left; admitting a uuid again starts it anew.
 */
export interface Admissions {
  /** Resolves when the relay that will carry the session can see it. */
  admit(admission: Admission): Promise<void>;
  /**
   * The valid admission of this uuid, or `undefined`. Where admissions are kept elsewhere too, one that is not known here is looked for there, and watchers
   * hear of it when it is found [CL-30]. `askedBy`: the address whose leg brings it, for limits of that.
   */
  find(uuid: SessionUuid, askedBy?: string): Admission | undefined;
  /** Two legs have paired: the admission is gone, everywhere. False when it was not there any more. */
  consume(uuid: SessionUuid): boolean;
  /** Hears of every admission after this call, at most once each. */
  watch(listener: (admission: Admission) => void): Disposable;
}
