import { type Clock, errorMessage, type Logger } from "@fairlead/base";
import { noteProof, type PlannedProof, type Proof } from "../plan/index.ts";
import type { ProofResult, ProofWish } from "../reachability/proof.ts";

/** Rejects when nothing is known. */
export interface Prover {
  prove(wish: ProofWish): Promise<ProofResult>;
}

export interface ProofRunnerPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  /** `undefined` = nothing can be proven yet. */
  readonly prover: () => Prover | undefined;
  /** Told of each answer. */
  readonly proved: () => void;
}

const AT_ONCE = 8;

/** Has proofs made, few at a time, and keeps what came of them [KU-20]. A wish for which there is no room is repeated by the next plan. */
export class ProofRunner {
  readonly #ports: ProofRunnerPorts;
  readonly #proofs = new Map<string, Proof>();
  readonly #underWay = new Set<string>();

  constructor(ports: ProofRunnerPorts) {
    this.#ports = ports;
  }

  /** By relay, of these relays; others are forgotten. */
  of(relays: ReadonlySet<string>): ReadonlyMap<string, Proof> {
    for (const relay of this.#proofs.keys()) if (!relays.has(relay)) this.#proofs.delete(relay);
    return new Map(this.#proofs);
  }

  begin(wishes: readonly PlannedProof[]): void {
    for (const planned of wishes) {
      const key = `${planned.podUid} ${planned.wish.address}`;
      if (this.#underWay.size >= AT_ONCE) return;
      if (this.#underWay.has(key)) continue;
      this.#underWay.add(key);
      void this.#prove(planned).finally(() => this.#underWay.delete(key));
    }
  }

  async #prove(planned: PlannedProof): Promise<void> {
    const { clock, logger, prover, proved } = this.#ports;
    const relay = planned.wish.relay;
    try {
      const result = await prover()?.prove(planned.wish);
      if (result === undefined) return;
      this.#proofs.set(relay, noteProof(this.#proofs.get(relay), planned, result, clock.now()));
      logger.info("controller.proof", { relay, address: result.address, ok: result.ok, reason: result.message });
      proved();
    } catch (error) {
      logger.warn("controller.proof.failed", { relay, reason: errorMessage(error) });
    }
  }
}
