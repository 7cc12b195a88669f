import { createHash } from "node:crypto";
import type { Random } from "@fairlead/base";
import type { IdGenerator } from "@opentelemetry/sdk-trace";

/** Lower-case hex: 32 and 16 characters. */
export interface RootIds {
  readonly traceId: string;
  readonly spanId: string;
}

/** The trace of a text, and its first span: the same on every node that knows the text, so nobody has to carry a header. */
export function rootIdsOf(trace: string): RootIds {
  const digest = createHash("sha256").update(`fairlead ${trace}`).digest("hex");
  return { traceId: digest.slice(0, 32), spanId: digest.slice(32, 48) };
}

/** Random ids, except for the span that begins a trace. */
export class TraceIds implements IdGenerator {
  readonly #random: Random;
  #next: RootIds | undefined;

  constructor(random: Random) {
    this.#random = random;
  }

  /** What `start` starts gets these ids. */
  withIds<T>(ids: RootIds, start: () => T): T {
    this.#next = ids;
    try {
      return start();
    } finally {
      this.#next = undefined;
    }
  }

  generateTraceId(): string {
    return this.#next?.traceId ?? this.#hex(16);
  }

  generateSpanId(): string {
    return this.#next?.spanId ?? this.#hex(8);
  }

  /** Never all zeros, which would be no id. */
  #hex(bytes: number): string {
    const hex = Buffer.from(this.#random.bytes(bytes)).toString("hex");
    return /[^0]/.test(hex) ? hex : `${hex.slice(1)}1`;
  }
}
