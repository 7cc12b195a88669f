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
  };

/** Counts and tells of legs that are not carried. */
export class LegRefusals {
  readonly #logger: Logger;
  readonly #metrics: RelayMetrics;

  constructor(logger: Logger, metrics: RelayMetrics) {
    this.#logger = logger;
    this.#metrics = metrics;
  }

  tell(reason: DropReason, leg: RefusedLeg): void {
    this.#metrics.legRefused(reason);
    const { remote, transport, uuid } = leg;
    const who = { ip: remote.ip, transport, uuid };
    // Not a warning: those are rate-limited, and address blockers count each.
    if (reason === "wrong_key") this.#logger.info("auth.key_refused", { ip: remote.ip, role: "relay" });
    this.#logger.warn("relay.leg.refused", { drop: reason, ...who, ...ADVICE[reason] });
  }
}
