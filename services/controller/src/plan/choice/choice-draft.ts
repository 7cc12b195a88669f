import type { RelayDrain } from "../../api/index.ts";
import type { PoolFacts, Relay } from "../relay/relay.ts";
import { isOpen, isServing, isUp, loadOf, sessionsOf } from "../relay/relay.ts";
import { momentText } from "../times.ts";
import { numberOf } from "../version-of.ts";
import type { Choice, NewRelay, Step } from "./choice.ts";
import { type DrainCause, type DrainReason, drainCause } from "./drain-causes.ts";

export interface ChoiceTerms {
  readonly wallMs: number;
  readonly entropy: string;
  /** The version of the template that pods are made from now. */
  readonly template: string;
}

/** Letters that make no words. */
const LETTERS = "bcdfghjklmnpqrstvwxz2456789";

/** A choice while it is made. */
export class ChoiceDraft {
  readonly #facts: PoolFacts;
  readonly #terms: ChoiceTerms;
  readonly #causes = new Map<Relay, DrainCause>();
  readonly #drains = new Map<Relay, RelayDrain>();
  readonly #starts: NewRelay[] = [];
  readonly #remakes = new Set<string>();
  readonly #steps: Step[] = [];
  #held: Choice["held"];

  constructor(facts: PoolFacts, terms: ChoiceTerms) {
    this.#facts = facts;
    this.#terms = terms;
    for (const relay of facts.relays) {
      const cause = drainCause(relay, terms.wallMs);
      if (cause !== undefined) this.#causes.set(relay, cause);
      if (relay.status.drain !== undefined) this.#drains.set(relay, relay.status.drain);
    }
  }

  get wanted(): number {
    return this.#facts.pool.spec.replicas;
  }
  get relays(): readonly Relay[] {
    return this.#facts.relays;
  }
  get wallMs(): number {
    return this.#terms.wallMs;
  }
  /** Those that are not being emptied. */
  get active(): readonly Relay[] {
    return this.relays.filter((relay) => !this.#drains.has(relay));
  }
  /** With those that are only being started now. */
  get count(): number {
    return this.active.length + this.#starts.length;
  }
  get startsSomething(): boolean {
    return this.#starts.length > 0;
  }
  /** Active, and to be replaced: it is asked to leave, or its template is old. */
  get leavers(): readonly Relay[] {
    return this.active.filter((relay) => this.causeOf(relay) !== undefined || this.isStale(relay));
  }

  causeOf(relay: Relay): DrainCause | undefined {
    return this.#causes.get(relay);
  }
  drainOf(relay: Relay): RelayDrain | undefined {
    return this.#drains.get(relay);
  }
  isStale({ name, pod, template }: Relay): boolean {
    return pod !== undefined && template !== this.#terms.template && !this.#remakes.has(name);
  }
  canReturn(relay: Relay): boolean {
    return isUp(relay) && this.causeOf(relay) === undefined;
  }

  drain(relay: Relay, reason: DrainReason, message: string): void {
    const carried = `${sessionsOf(relay)} sessions, load ${percent(loadOf(relay))}`;
    const words = `${message} (${carried})`;
    this.#drains.set(relay, { since: momentText(this.#terms.wallMs), reason, message: words });
    this.#steps.push({ action: "DrainRelay", relay: relay.name, reason, message: words });
  }

  /** It goes on under another name: since when stays. */
  rename(relay: Relay, drain: RelayDrain): void {
    this.#drains.set(relay, drain);
  }

  takeBack(relay: Relay, reason: string, message: string): void {
    this.#drains.delete(relay);
    this.#steps.push({ action: "TakeBackRelay", relay: relay.name, reason, message });
  }

  start(reason: string, message: string): void {
    const pool = this.#facts.pool.metadata.name;
    const taken = [...this.relays, ...this.#starts].map(({ index }) => index);
    const leaving = this.#facts.leaving.map(({ spec }) => spec.index);
    const all = new Set([...taken, ...leaving]);
    let index = 0;
    while (all.has(index)) index++;
    const name = `${pool}-${index}-${this.#letters(`${pool}/${index}`)}`;
    this.#starts.push({ name, index });
    this.#steps.push({ action: "StartRelay", relay: name, reason, message });
  }

  remake(relay: Relay, message: string): void {
    this.#remakes.add(relay.name);
    this.#steps.push({ action: "RemakePod", relay: relay.name, reason: "Rollout", message });
  }

  hold(reason: string, message: string): void {
    this.#held ??= { reason, message };
  }

  done(): Choice {
    return {
      drains: new Map([...this.#drains].map(([{ name }, drain]) => [name, drain])),
      starts: this.#starts,
      remakes: this.#remakes,
      steps: this.#steps,
      held: this.#held,
      rolling: this.relays.some((relay) => !this.#drains.has(relay) && this.isStale(relay)),
    };
  }

  #letters(what: string): string {
    const draw = (at: number): string =>
      LETTERS[numberOf(`${this.#terms.entropy}/${what}/${at}`, LETTERS.length)] ?? "x";
    return [0, 1, 2, 3, 4].map(draw).join("");
  }
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;
export const openWithout = (draft: ChoiceDraft, victim: Relay): number =>
  draft.active.filter((relay) => relay !== victim && isOpen(relay)).length;
export const servingAmong = (relays: readonly Relay[]): readonly Relay[] => relays.filter(isServing);
