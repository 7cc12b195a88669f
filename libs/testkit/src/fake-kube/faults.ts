import type { Clock } from "@fairlead/base";
import { delay } from "@fairlead/base";
import type { ApiRequest } from "./api-request.ts";
import { Refusal } from "./refusal.ts";

/** What goes wrong with a request. */
export type Fault =
  /** Answered with an error; 429 and 503 may say when to come again. */
  | { readonly kind: "refuse"; readonly status: number; readonly reason?: string; readonly retryAfterSeconds?: number }
  /** The connection breaks without an answer; with `done` after the work was done. */
  | { readonly kind: "reset"; readonly done?: boolean }
  /** The answer waits that long. */
  | { readonly kind: "slow"; readonly delayMs: number }
  /** A list, get or watch as a server sees it that is that many changes behind. */
  | { readonly kind: "stale"; readonly changes: number }
  /** A watch whose connection breaks in the middle of a line after that many events. */
  | { readonly kind: "cut"; readonly afterEvents: number }
  /** A watch that is accepted and then says nothing, not even that it ends. */
  | { readonly kind: "silent" }
  /** A watch that is told that its version has gone. */
  | { readonly kind: "gone" };

export interface FaultWish {
  readonly fault: Fault;
  /** Requests it befalls, then it is used up. Once unless told. */
  readonly times?: number;
  /** Which requests; all unless told. */
  readonly on?: (request: ApiRequest) => boolean;
}

interface Armed {
  readonly wish: FaultWish;
  left: number;
}

/** Faults on demand. Each request meets the first that fits. */
export class Faults {
  readonly #armed = new Set<Armed>();

  /** Disposing takes it away, used up or not. */
  add(wish: FaultWish): Disposable {
    const armed: Armed = { wish, left: wish.times ?? 1 };
    this.#armed.add(armed);
    return { [Symbol.dispose]: () => this.#armed.delete(armed) };
  }

  clear(): void {
    this.#armed.clear();
  }

  /** Not yet befallen anything. */
  get pending(): number {
    return [...this.#armed].reduce((sum, { left }) => sum + left, 0);
  }

  take(request: ApiRequest): Fault | undefined {
    for (const armed of this.#armed) {
      if (!(armed.wish.on?.(request) ?? true)) continue;
      armed.left -= 1;
      if (armed.left <= 0) this.#armed.delete(armed);
      return armed.wish.fault;
    }
    return undefined;
  }
}

export const refusalOf = (fault: Extract<Fault, { kind: "refuse" }>): Refusal => {
  const { status, reason = REASONS[status] ?? "Unknown", retryAfterSeconds } = fault;
  const details = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  return new Refusal(status, reason, `asked for by the test: ${reason}`, details);
};

const REASONS: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  409: "Conflict",
  410: "Expired",
  429: "TooManyRequests",
  500: "InternalError",
  503: "ServiceUnavailable",
  504: "Timeout",
};

export async function waitSlowly(clock: Clock, fault: Fault | undefined): Promise<void> {
  if (fault?.kind === "slow") await delay(clock, fault.delayMs);
}
