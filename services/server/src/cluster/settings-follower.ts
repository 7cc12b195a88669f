import { errorMessage, type Logger } from "@fairlead/base";
import type { Membership, SettingsSnapshot, SharedSettings, SharedState } from "@fairlead/cluster";

export interface SettingsFollowerParts {
  readonly logger: Logger;
  readonly membership: Membership;
  readonly settings: SharedSettings;
  readonly state: SharedState;
}

/**
 * Puts in force what was changed on other nodes, and says so in this node's card [CL-34]. What changes the role's state goes through `alone`, one after the other, so
 * that nobody takes another's change for its own.
 */
export class SettingsFollower implements Disposable {
  readonly #parts: SettingsFollowerParts;
  readonly #watching: Disposable;
  #last: Promise<unknown> = Promise.resolve();
  #version = 0;

  private constructor(parts: SettingsFollowerParts) {
    this.#parts = parts;
    this.#watching = parts.membership.watch((event) => {
      if (event.kind === "settings" && event.version !== this.#version) void this.#follow();
    });
  }

  /** Resolves when what is shared now is in force here; when the store cannot be read, it is as soon as it can. */
  static async start(parts: SettingsFollowerParts): Promise<SettingsFollower> {
    const follower = new SettingsFollower(parts);
    await follower.#follow();
    return follower;
  }

  /** Nothing else changes the role's settings meanwhile. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** These values, which are in force here already, have this version. */
  reached(version: number): void {
    this.#version = version;
    this.#parts.membership.describe({ settingsVersion: version });
  }

  [Symbol.dispose](): void {
    this.#watching[Symbol.dispose]();
  }

  /** Never rejects: it is asked again with the next renewal. */
  async #follow(): Promise<void> {
    try {
      await this.alone(async () => this.#apply(await this.#parts.settings.read()));
    } catch (error) {
      this.#parts.logger.warn("settings.not_followed", { reason: errorMessage(error) });
    }
  }

  async #apply({ version, values }: SettingsSnapshot): Promise<void> {
    if (version === this.#version) return;
    await this.#parts.state.apply(values);
    this.reached(version);
    this.#parts.logger.info("settings.followed", { version });
  }
}
