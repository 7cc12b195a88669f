import type { Finding } from "../plan/index.ts";
import type { NetworkOverride } from "../sources/own-networks.ts";
import { SourceJudge, type SourceJudgePorts, type SourceScene } from "../sources/source-judge.ts";
import type { Chore } from "./chore.ts";

/** As often as rendezvous nodes tell. */
const JUDGE_EVERY_MS = 15_000;

export interface SourceFindings {
  readonly condition: Finding;
  readonly share: number | undefined;
}

/** Keeps the judgement of clients' addresses [KU-24]. */
export class SourcesChore implements Chore {
  readonly name = "sources";
  readonly #judge: SourceJudge;
  readonly #scene: () => SourceScene | undefined;
  #findings: SourceFindings | undefined;

  constructor(ports: SourceJudgePorts, override: NetworkOverride, scene: () => SourceScene | undefined) {
    this.#judge = new SourceJudge(ports, override);
    this.#scene = scene;
  }

  get findings(): SourceFindings | undefined {
    return this.#findings;
  }

  async run(): Promise<number> {
    const scene = this.#scene();
    if (scene === undefined) return JUDGE_EVERY_MS;
    const { status, reason, message, share } = await this.#judge.judge(scene);
    this.#findings = { condition: { type: "SourceAddressPreserved", status, reason, message }, share };
    return JUDGE_EVERY_MS;
  }
}
