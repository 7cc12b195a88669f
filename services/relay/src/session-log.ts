import type { Logger } from "@fairlead/base";
import type { DowngradeChange } from "@fairlead/protocol";
import type { ArrivedLeg } from "./arrived-leg.ts";
import type { Session } from "./session.ts";
import type { SessionEnd } from "./session-end.ts";
import type { RelayLimits } from "./settings.ts";

/**
 * What the relay saw of a session, as log lines. `relay.session.closed` is the record [CL-39]: one for each session that was opened, however it ended, with
 * `stream: "audit"` for whoever collects them; `docs/audit.md` has its fields. Relay checks are no sessions.
 */
export class SessionLog {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  opened({ facts }: Session): void {
    this.#logger[facts.probe ? "debug" : "info"]("relay.session.opened", {
      session: facts.id,
      uuid: facts.uuid,
      ...endFields(facts.first, facts.second),
    });
  }

  closed(session: Session, end: SessionEnd, nowMs: number): void {
    const { facts, forward, backward } = session;
    const record = {
      session: facts.id,
      uuid: facts.uuid,
      end,
      device: facts.admission?.peerId ?? "",
      tenant: facts.admission?.tenant ?? "",
      ...endFields(facts.first, facts.second),
      fromPort: facts.first.remote.port,
      toPort: facts.second.remote.port,
      durationMs: Math.round(nowMs - facts.openedMs),
      bytesToControlled: forward.meter.bytes,
      bytesFromControlled: backward.meter.bytes,
      trace: facts.admission?.trace ?? "",
    };
    if (facts.probe) this.#logger.debug("relay.session.closed", record);
    else this.#logger.info("relay.session.closed", { stream: "audit", ...record });
  }

  speedChanged(session: Session, change: DowngradeChange, direction: string, limits: RelayLimits): void {
    const { singleMbps, slowMbps, downgradeThreshold, downgradeStartCheckMs } = limits;
    const nowMbps = change === "downgraded" || session.slowed ? slowMbps : singleMbps;
    this.#logger.warn(`relay.session.${change}`, {
      session: session.facts.id,
      uuid: session.facts.uuid,
      direction,
      reason: `this direction of the session is now limited to ${nowMbps} Mb/s`,
      setting: `DOWNGRADE_THRESHOLD=${downgradeThreshold}, DOWNGRADE_START_CHECK=${downgradeStartCheckMs / 1000}`,
      do: "raise DOWNGRADE_THRESHOLD or SINGLE_BANDWIDTH if this user may go on",
    });
  }
}

function endFields(first: ArrivedLeg, second: ArrivedLeg) {
  return { fromIp: first.remote.ip, fromBy: first.transport, toIp: second.remote.ip, toBy: second.transport };
}
