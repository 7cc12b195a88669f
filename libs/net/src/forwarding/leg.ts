import type { DropReason } from "@fairlead/base";

/**
 * Hears one leg. Calls never overlap; nothing comes after `gone`. A unit is a chunk of bytes or a whole message, by the leg's kind. Its memory is the
 * leg's: it is used again when `received` returns true. On false the leg stops reading and leaves the memory alone until `resume`.
 */
export interface LegSink {
  received(unit: Buffer): boolean;
  /** The client will send no more; every unit before it was delivered. The other direction goes on. */
  ended(): void;
  /** What a `write` left behind has gone to the kernel. */
  drained(): void;
  /** The leg is over in both directions, for whatever reason. */
  gone(): void;
}

/** One client's end of a relayed session, after its first message. Not read until something is attached. No call throws. */
export interface Leg {
  /** `bytes`: an opaque stream. `messages`: whole payloads, never empty ones. */
  readonly kind: "bytes" | "messages";
  readonly closed: boolean;
  /** From now on this sink hears the leg, first what was read and not delivered, then the rest. Replaces the sink before it. */
  attach(sink: LegSink): void;
  /** Bounds what is read ahead of whole units while nobody wants them; undefined: no bound. */
  readAtMost(byteCount: number | undefined): void;
  /** Units that a sink took and nobody has used: the sink attached next hears them first. They are the leg's from now on. */
  putBack(units: readonly Buffer[]): void;
  /** True: the kernel has it all. False: the memory must not change until `drained`, and the writer should wait for it. */
  write(unit: Buffer): boolean;
  /** Reads on after `received` returned false. */
  resume(): void;
  /** The last units were received in pieces too large for the pace they are let through: take smaller ones. A hint. */
  readSmaller(): void;
  /** Flushes what was written and tells the client that no more will come. What it sends is still received. */
  end(): void;
  /** Over at once; `gone` follows. */
  destroy(reason: DropReason): void;
}

/** Between two sinks: reads nothing. */
export const deafSink: LegSink = {
  received: () => false,
  ended: () => undefined,
  drained: () => undefined,
  gone: () => undefined,
};
