import type { Clock } from "./clock.ts";

export interface SignatureWatchPorts {
  readonly clock: Clock;
  /** What tells one version from another, such as a file's inode, size and times. A rejection is a version of its own: it is not there. */
  readonly read: () => Promise<string>;
  /** Told of a new version. Not called again before it is done; must not reject. */
  readonly changed: () => Promise<void>;
}

const LOOK_EVERY_MS = 500;
const ABSENT = "absent";

/**
 * Tells when a thing has changed, by looking at its signature twice a second. A version counts when it was the same at two looks, so that nobody is told of a file that is
 * still being written; a change is heard of within 1 to 1.5 s. Looking also sees what file notifications do not: a link that leads elsewhere, a network folder.
 */
export class SignatureWatch implements Disposable {
  readonly #ports: SignatureWatchPorts;
  readonly #timer: Disposable;
  #known: string;
  #last: string;
  #busy = false;

  /** `known`: the version that its owner has read; a change since then is told too. */
  constructor(ports: SignatureWatchPorts, known: string) {
    this.#ports = ports;
    this.#known = known;
    this.#last = known;
    this.#timer = ports.clock.every(LOOK_EVERY_MS, () => void this.#look());
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
  }

  async #look(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    const now = await this.#ports.read().catch(() => ABSENT);
    const settled = now === this.#last && now !== this.#known;
    this.#last = now;
    if (settled) {
      this.#known = now;
      await this.#ports.changed();
    }
    this.#busy = false;
  }
}
