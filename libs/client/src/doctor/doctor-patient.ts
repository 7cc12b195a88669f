import type { Clock, Random } from "@fairlead/base";
import type { SocketAddress } from "@fairlead/wire";
import type { ClientIdentity } from "../client-identity.ts";
import type { ServerDialler } from "../server-dialler.ts";
import type { DoctorAdvice } from "./doctor-advice.ts";

/** The server that is looked at, and the two clients that look. */
export interface Patient {
  readonly clock: Clock;
  readonly random: Random;
  /** Host as the user wrote it, without port. */
  readonly host: string;
  readonly server: SocketAddress;
  readonly dialler: ServerDialler;
  readonly advice: DoctorAdvice;
  /** What clients send as licence_key. */
  readonly licenceKey: string;
  /** `undefined` when no usable key was given: signatures then stay unverified. */
  readonly serverKey: Uint8Array | undefined;
  readonly controller: ClientIdentity;
  readonly device: ClientIdentity;
  /** The server refused what plain hbbs refuses, in the way it does. */
  readonly hbbsLike: boolean;
  /** Ports that differ are a failure; false where this place is no client's, so that they say nothing. */
  readonly judgesPorts: boolean;
  /** How long one answer may take. */
  readonly answerTimeoutMs: number;
  /** Bytes each way through the relay, and how long they may take. */
  readonly relayBytes: number;
  readonly relayTimeoutMs: number;
}

/** The client's version that the doctor claims; a B without one gets no signature for A [KEY-6]. */
export const DOCTOR_VERSION = "1.4.9";
