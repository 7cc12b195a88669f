import type { Clock, SessionUuid } from "@fairlead/base";
import type { MeshOwner, MeshOwners } from "./mesh-ports.ts";

/** Longer than whoever answers tries. */
const ANSWER_MS = 10_000;

/** Asks another thread who joins a uuid; `answer` brings what it said. */
export class AskedOwners implements MeshOwners {
  readonly #clock: Clock;
  readonly #ask: (uuid: SessionUuid) => void;
  readonly #asked = new Map<SessionUuid, Set<(owner: MeshOwner) => void>>();

  constructor(clock: Clock, ask: (uuid: SessionUuid) => void) {
    this.#clock = clock;
    this.#ask = ask;
  }

  find(uuid: SessionUuid): Promise<MeshOwner> {
    return new Promise((resolve) => {
      const timer = this.#clock.after(ANSWER_MS, () => settle({ kind: "unknown" }));
      const settle = (owner: MeshOwner): void => {
        timer[Symbol.dispose]();
        this.#forget(uuid, settle);
        resolve(owner);
      };
      const asked = this.#asked.get(uuid);
      if (asked !== undefined) return void asked.add(settle);
      this.#asked.set(uuid, new Set([settle]));
      this.#ask(uuid);
    });
  }

  answer(uuid: SessionUuid, owner: MeshOwner): void {
    for (const settle of [...(this.#asked.get(uuid) ?? [])]) settle(owner);
  }

  #forget(uuid: SessionUuid, settle: (owner: MeshOwner) => void): void {
    const asked = this.#asked.get(uuid);
    asked?.delete(settle);
    if (asked?.size === 0) this.#asked.delete(uuid);
  }
}
