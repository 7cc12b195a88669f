import type { DropReason, Logger } from "@fairlead/base";
import type { Transport } from "@fairlead/net";
import type { SocketAddress } from "@fairlead/wire";
import type { RelayMetrics } from "./relay-metrics.ts";

/** Who was refused. */
export interface RefusedLeg {
  readonly remote: SocketAddress;
  readonly transport: Transport;
  readonly uuid?: string | undefined;
}

/** What an operator reads for a refusal that a setting explains. */
const ADVICE: Partial<Record<DropReason, { readonly reason: string; readonly setting: string; readonly do: string }>> =
  {
    not_brokered: {
      reason: "leg refused: uuid not brokered here",
      setting: "relay-server (device)",
      do: "clear the relay server in the device's settings, or name this server there",
    },
    wrong_key: {
      reason: "leg refused: the key is not one of ours",
      setting: "KEY",
      do: "paste config-string's output into that client",
    },
    blocked: {
      reason: "leg refused: the address is on a list",
      setting: "blocklist.txt, allow and deny lists",
      do: "ctl blocklist shows it, ctl blocklist-remove takes it out",
    },
    over_capacity: {
      reason: "session refused: the relay carries more than a fifth above what it is said to carry",
      setting: "CAPACITY, MAX_SESSIONS",
      do: "add a relay, or raise the number if this one can carry more",
    },
    session_limit: {
      reason: "session refused: its tenant has as many as it may",
      setting: "limits.sessions",
      do: "raise the tenant's number of sessions, or end some: ctl sessions shows them",
    },
    suspended: {
      reason: "session refused: its tenant is suspended",
      setting: "suspended",
      do: "lift it in the tenants' file when its devices are to be served again",
    },
  };

/** Counts and tells of legs that are not carried. */
export class LegRefusals {
  readonly #logger: Logger;
  readonly #metrics: RelayMetrics;

  constructor(logger: Logger, metrics: RelayMetrics) {
    this.#logger = logger;
    this.#metrics = metrics;
  }

  /** `setting`: the one that says so, with its value, where that differs from case to case. */
  tell(reason: DropReason, leg: RefusedLeg, setting?: string): void {
    this.#metrics.legRefused(reason);
    const { remote, transport, uuid } = leg;
    const who = { ip: remote.ip, transport, uuid };
    // Not a warning: those are rate-limited, and address blockers count each.
    if (reason === "wrong_key") this.#logger.info("auth.key_refused", { ip: remote.ip, role: "relay" });
    this.#logger.warn("relay.leg.refused", { drop: reason, ...who, ...ADVICE[reason], ...(setting && { setting }) });
  }
}
