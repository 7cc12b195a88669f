import { clock } from "../../whole/support/clients.ts";
import type { Install } from "./install.ts";
import type { SessionCrowd } from "./session-crowd.ts";

/** One relay's drain, from its beginning to the end of its object. */
export interface SeenDrain {
  readonly relay: string;
  readonly reason: string;
  readonly address: string;
  /** Sessions of the test through it when its drain began. */
  readonly live: number;
  readonly sinceMs: number;
  endedMs: number | undefined;
}
const LOOK_EVERY_MS = 150;

/** Notes every relay that is emptied, and how many of the crowd's sessions it carried then. */
export class DrainWatch implements Disposable {
  readonly drains: SeenDrain[] = [];
  readonly #install: Install;
  readonly #crowd: SessionCrowd;
  readonly #addresses = new Map<string, string>();
  readonly #timer: Disposable;
  #looking = false;

  constructor(install: Install, crowd: SessionCrowd) {
    this.#install = install;
    this.#crowd = crowd;
    this.#timer = clock.every(LOOK_EVERY_MS, () => void this.#look());
  }

  get running(): readonly SeenDrain[] {
    return this.drains.filter(({ endedMs }) => endedMs === undefined);
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const relays = await this.#install.relays();
      for (const { metadata, status } of relays) {
        if ((status?.address ?? "") !== "") this.#addresses.set(metadata.name, status?.address ?? "");
        if (status?.drain !== undefined) this.#note(metadata.name, status.drain);
      }
      const there = new Set(relays.map(({ metadata }) => metadata.name));
      for (const drain of this.running) if (!there.has(drain.relay)) drain.endedMs = clock.now();
    } catch {
      // The API server is away: the next look sees what this one did not.
    } finally {
      this.#looking = false;
    }
  }

  #note(relay: string, { reason, since }: { readonly reason: string; readonly since: string }): void {
    if (this.running.some((one) => one.relay === relay)) return;
    const address = this.#addresses.get(relay) ?? "";
    // However late this look is: sessions end all the time, and no new ones come to a relay that is emptied.
    const sinceMs = clock.now() - (clock.wall() - Date.parse(since));
    const live = this.#crowd.liveOnAt(address, sinceMs);
    this.drains.push({ relay, reason, address, live, sinceMs, endedMs: undefined });
  }
}
