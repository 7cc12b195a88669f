import { MemoryStore } from "./memory-store.ts";
import type { SettingsSnapshot, SharedSettings } from "./shared-settings.ts";

/** Settings of several nodes in one process. */
export class MemorySharedSettings extends MemoryStore implements SharedSettings {
  readonly #values = new Map<string, string>();
  #version = 0;

  /** What leases of the same store tell of it. */
  get version(): number {
    return this.#version;
  }

  async read(): Promise<SettingsSnapshot> {
    this.reach();
    return { version: this.#version, values: new Map(this.#values) };
  }

  async change(values: ReadonlyMap<string, string | undefined>): Promise<number> {
    this.reach();
    for (const [name, value] of values) {
      if (value === undefined) this.#values.delete(name);
      else this.#values.set(name, value);
    }
    this.#version += 1;
    return this.#version;
  }

  async settle(name: string, value: string): Promise<string> {
    this.reach();
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    this.#values.set(name, value);
    this.#version += 1;
    return value;
  }
}
