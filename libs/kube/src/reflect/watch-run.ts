import type { Clock } from "@fairlead/base";
import type { KubeApi } from "../connection/kube-api.ts";
import { type WatchEvent, type WatchOptions, watch } from "../connection/watch.ts";
import { KubeUnavailableError } from "../errors.ts";
import type { KubeKind } from "../objects/kinds.ts";
import type { KubeObject } from "../objects/kube-object.ts";

/** A watch that says nothing for so long may hang on a connection that is none any more. Servers send a bookmark about once a minute. */
export const SILENCE_MS = 30_000;

/** A watch was cut because it said nothing: not a failure, for nothing may have happened. */
export class Silence {
  /** Whether it said anything before. */
  readonly afterEvents: boolean;

  constructor(afterEvents: boolean) {
    this.afterEvents = afterEvents;
  }
}

export interface WatchRun<T extends KubeObject> {
  readonly clock: Clock;
  readonly api: KubeApi;
  readonly kind: KubeKind<T>;
  readonly options: WatchOptions;
  /** The server has accepted. */
  readonly opened: () => void;
  readonly heard: (event: WatchEvent<T>) => void;
}

/**
 * One watch, from the version it is given until the server ends it. Resolves `Silence` when it was cut for saying nothing, `undefined` when the server ended it; rejects as `watch` does, or with
 * the signal's reason.
 */
export async function runWatch<T extends KubeObject>(run: WatchRun<T>): Promise<Silence | undefined> {
  using guard = new SilenceGuard(run.clock, run.options.signal);
  try {
    const events = await watch(run.api, run.kind, { ...run.options, signal: guard.signal });
    run.opened();
    for await (const event of events) {
      guard.heard();
      run.heard(event);
    }
    return undefined;
  } catch (error) {
    if (guard.silence === undefined || run.options.signal?.aborted) throw error;
    return guard.silence;
  }
}

class SilenceGuard implements Disposable {
  readonly #controller = new AbortController();
  readonly #clock: Clock;
  readonly #outer: AbortSignal | undefined;
  readonly #onOuter = (): void => this.#controller.abort(this.#outer?.reason);
  #timer: Disposable;
  #events = false;
  silence: Silence | undefined;

  constructor(clock: Clock, outer: AbortSignal | undefined) {
    this.#clock = clock;
    this.#outer = outer;
    this.#timer = this.#arm();
    if (outer?.aborted) this.#onOuter();
    else outer?.addEventListener("abort", this.#onOuter, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  heard(): void {
    this.#events = true;
    this.#timer[Symbol.dispose]();
    this.#timer = this.#arm();
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
    this.#outer?.removeEventListener("abort", this.#onOuter);
  }

  #arm(): Disposable {
    return this.#clock.after(SILENCE_MS, () => {
      this.silence = new Silence(this.#events);
      this.#controller.abort(new KubeUnavailableError(`the watch said nothing for ${SILENCE_MS / 1000} s`));
    });
  }
}
