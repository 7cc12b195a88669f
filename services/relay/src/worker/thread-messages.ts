import type { SessionUuid } from "@fairlead/base";
import type { Admission, SharedValues, TlsMaterial } from "@fairlead/cluster";
import type { AdminAnswer, AdminCommand, LogLevel, MetricsSnapshot } from "@fairlead/runtime";
import type { MeshOwner } from "../mesh/mesh-ports.ts";
import type { RelayBounds, RelayLoad, RelayShares, TenantTerms } from "../relay-load.ts";
import type { RelaySettings } from "../settings.ts";

/** All a relay's thread is given. */
export interface RelayThreadData {
  readonly settings: RelaySettings;
  /** Carry brokered sessions only; the admissions come as calls. */
  readonly admissionRequired: boolean;
  /** What relays of the same address prove themselves to each other with; absent where none share it [CL-38]. */
  readonly meshTrust?: TlsMaterial | undefined;
  readonly log: { readonly level: LogLevel; readonly format: "json" | "pretty" };
}

/** What the thread can be asked, and what each call answers. */
export interface RelayCalls {
  readonly admit: { readonly words: Admission; readonly answer: null };
  readonly admin: { readonly words: readonly string[]; readonly answer: AdminAnswer };
  /** Answers at once: the thread lives. */
  readonly ping: { readonly words: null; readonly answer: null };
  readonly metrics: { readonly words: null; readonly answer: MetricsSnapshot };
  /** Of the last second. */
  readonly load: { readonly words: null; readonly answer: RelayLoad };
  readonly bound: { readonly words: RelayBounds; readonly answer: null };
  readonly share: { readonly words: RelayShares; readonly answer: null };
  readonly terms: { readonly words: readonly TenantTerms[]; readonly answer: null };
  /** Another relay had used this admission. */
  readonly endUsed: { readonly words: SessionUuid; readonly answer: null };
  /** How many sessions are to end now, the oldest [KU-17]. */
  readonly cut: { readonly words: number; readonly answer: null };
  /** Whether newcomers are welcome. */
  readonly accept: { readonly words: boolean; readonly answer: null };
  /** Who joins a uuid that the thread asked for. */
  readonly meshOwner: {
    readonly words: { readonly uuid: SessionUuid; readonly owner: MeshOwner };
    readonly answer: null;
  };
  readonly meshTrust: { readonly words: TlsMaterial; readonly answer: null };
  readonly exportShared: { readonly words: null; readonly answer: SharedValues };
  readonly applyShared: { readonly words: SharedValues; readonly answer: null };
  /** Answers when no session is left, or after `stopWaiting`. */
  readonly drain: { readonly words: null; readonly answer: null };
  readonly stopWaiting: { readonly words: null; readonly answer: null };
  /** Answers when all is closed; the thread then ends by itself. */
  readonly close: { readonly words: null; readonly answer: null };
}
export type RelayCallName = keyof RelayCalls;

/** To the thread, handled in the order sent. */
export type RelayRequest = {
  [N in RelayCallName]: { readonly call: N; readonly seq: number; readonly words: RelayCalls[N]["words"] };
}[RelayCallName];

/** A command without its function: that stays in the thread. */
export type RelayCommandHead = Omit<AdminCommand, "run">;

/** From the thread. */
export type RelayReport =
  | {
      readonly kind: "ready";
      readonly tcpPort: number;
      readonly wsPort: number;
      readonly meshPort: number | undefined;
      readonly commands: readonly RelayCommandHead[];
    }
  | { readonly kind: "failed"; readonly message: string; readonly code: string | undefined }
  | { readonly kind: "answer"; readonly seq: number; readonly answer: RelayCalls[RelayCallName]["answer"] }
  | { readonly kind: "fault"; readonly seq: number; readonly message: string }
  | AdmissionEvent;

/** What the thread tells of admissions by itself. */
export type AdmissionEvent =
  /** A leg has brought a uuid that the thread was told of. */
  | { readonly kind: "arrived"; readonly uuid: SessionUuid }
  /** Two legs have paired: the admission is used up. */
  | { readonly kind: "consumed"; readonly uuid: SessionUuid }
  /** A leg has brought a uuid of which the thread was told nothing [CL-30]. `address` is what limits go by. */
  | { readonly kind: "unknown"; readonly uuid: SessionUuid; readonly address: string }
  /** A brokered leg waits alone, and others share the address: who joins it is asked for [CL-38]. */
  | { readonly kind: "lone"; readonly uuid: SessionUuid };
