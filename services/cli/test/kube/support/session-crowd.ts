import { delay } from "@fairlead/base";
import type { SeededRandom, SimulatedClient } from "@fairlead/testkit";
import { clock } from "../../whole/support/clients.ts";
import { farEnd } from "../../whole/support/far-end.ts";
import { NumberedSession } from "./numbered-session.ts";
import type { OutsideClients } from "./outside-clients.ts";

export interface CrowdSettings {
  /** Kept open at one time. */
  readonly sessions: number;
  readonly shortestMs: number;
  readonly longestMs: number;
  /** How rare long lives are: 1 = all lives alike often, 4 = one in five is longer than half of the longest. */
  readonly skew: number;
}
export interface Cut {
  readonly relay: string;
  readonly why: string;
}
interface PastSession {
  readonly relay: string;
  readonly startedMs: number;
  readonly endedMs: number;
}
const LOOK_EVERY_MS = 100;
const TRIES = 3;
const FAR_END_MS = 10_000;
const START_MS = 180_000;

/** Pairs of clients that keep a relayed session open, one after the other, each living 5 to 60 s, until told to stop. */
export class SessionCrowd implements AsyncDisposable {
  readonly cuts: Cut[] = [];
  /** Wishes that no try of the client fulfilled, by what its user read. */
  readonly refused: string[] = [];
  opened = 0;
  ended = 0;
  checkedBytes = 0;
  liveMs = 0;
  readonly #clients: OutsideClients;
  readonly #random: SeededRandom;
  readonly #settings: CrowdSettings;
  readonly #live = new Set<NumberedSession>();
  readonly #past: PastSession[] = [];
  /** Devices that have, or had, a session. */
  readonly #served = new Set<SimulatedClient>();
  readonly #stop = new AbortController();
  #slots: readonly Promise<void>[] = [];

  constructor(clients: OutsideClients, random: SeededRandom, settings: CrowdSettings) {
    this.#clients = clients;
    this.#random = random;
    this.#settings = settings;
  }

  /** Resolves when every pair has had a session: some may be between two of theirs. */
  async start(): Promise<void> {
    const { sessions } = this.#settings;
    const devices: SimulatedClient[] = [];
    for (let made = 0; made < sessions; made += 10) {
      const some = Array.from({ length: Math.min(10, sessions - made) }, () => this.#clients.registered());
      devices.push(...(await Promise.all(some)));
    }
    this.#slots = devices.map((device) => this.#keep(device));
    const endsAtMs = clock.now() + START_MS;
    while (this.#served.size < sessions && clock.now() < endsAtMs) await delay(clock, LOOK_EVERY_MS);
    if (this.#served.size < sessions)
      throw new Error(`only ${this.#served.size} of ${sessions} sessions: ${this.refused.at(-1) ?? "no refusal"}`);
  }

  /** Sessions through the relay of this address now. */
  liveOn(relay: string): number {
    return [...this.#live].filter((session) => session.relay === relay).length;
  }

  /** As `liveOn` was at that moment. */
  liveOnAt(relay: string, atMs: number): number {
    const began = ({ relay: its, startedMs }: { readonly relay: string; readonly startedMs: number }): boolean =>
      its === relay && startedMs <= atMs;
    const past = this.#past.filter((session) => began(session) && session.endedMs > atMs);
    return past.length + [...this.#live].filter(began).length;
  }

  get live(): number {
    return this.#live.size;
  }

  /** kB/s and direction of a live session, on the mean. */
  get meanRate(): number {
    return this.liveMs === 0 ? 0 : this.checkedBytes / 2 / this.liveMs;
  }

  /** Ends all sessions as their users would, and counts what had been cut. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#slots);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #keep(device: SimulatedClient): Promise<void> {
    const controller = this.#clients.make({ mode: this.#random.below(3) === 0 ? "ws" : "tcp" });
    while (!this.#stop.signal.aborted) {
      const session = await this.#open(controller, device);
      if (session === undefined) continue;
      this.#served.add(device);
      const endsAtMs = clock.now() + this.#life();
      while (!this.#stop.signal.aborted && session.cut === undefined && clock.now() < endsAtMs)
        await delay(clock, LOOK_EVERY_MS);
      this.#live.delete(session);
      this.#past.push({ relay: session.relay, startedMs: session.startedMs, endedMs: clock.now() });
      await session.end();
      this.#count(session);
    }
  }

  #count(session: NumberedSession): void {
    if (session.cut === undefined) this.ended += 1;
    else this.cuts.push({ relay: session.relay, why: session.cut });
    this.checkedBytes += session.checkedBytes;
    this.liveMs += clock.now() - session.startedMs;
  }

  /** A user who tries again, from the same place. */
  async #open(controller: SimulatedClient, device: SimulatedClient): Promise<NumberedSession | undefined> {
    let text = "";
    for (let tries = 0; tries < TRIES && !this.#stop.signal.aborted; tries += 1) {
      const outcome = await controller.connect(device.id, { forceRelay: true });
      if (outcome.kind === "connected") {
        const far = await farEnd(device, outcome.session.uuid, FAR_END_MS).catch(() => undefined);
        if (far !== undefined) return this.#begin(new NumberedSession(clock, outcome.session, far));
        outcome.session.stream.destroy();
        text = "the device's end never came";
      } else text = outcome.text;
    }
    if (!this.#stop.signal.aborted) this.refused.push(text);
    return undefined;
  }

  #begin(session: NumberedSession): NumberedSession {
    this.opened += 1;
    this.#live.add(session);
    return session;
  }

  /** In milliseconds. */
  #life(): number {
    const { shortestMs, longestMs, skew } = this.#settings;
    return shortestMs + (longestMs - shortestMs) * (this.#random.below(10_000) / 10_000) ** skew;
  }
}
