import type { SessionUuid } from "@fairlead/base";

/** A session that a rendezvous brokered. */
export interface Admission {
  readonly uuid: SessionUuid;
  /** The device that is controlled; empty for a probe. */
  readonly peerId: string;
  /** Canonical text of the controlling side's address; empty when unknown. */
  readonly fromIp: string;
  readonly purpose: "session" | "probe";
}

/**
 * What lets a relay carry a session: the rendezvous that brokered it says so, before anything is forwarded to either side. An admission is valid 60 s and
 * is used up when two legs have paired, never by a leg that waits or left; admitting a uuid again starts it anew.
 */
export interface Admissions {
  /** Resolves when the relay that will carry the session can see it. */
  admit(admission: Admission): Promise<void>;
  /** The valid admission of this uuid, or `undefined`. */
  find(uuid: SessionUuid): Admission | undefined;
  /** Two legs have paired: the admission is gone. False when it was not there any more. */
  consume(uuid: SessionUuid): boolean;
  /** Hears of every admission after this call, at most once each. */
  watch(listener: (admission: Admission) => void): Disposable;
}
