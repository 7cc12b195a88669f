import type { Clock } from "@fairlead/base";
import type { ForwardingEngine } from "../src/index.ts";

/** The other side of a leg: the client, as the test plays it. */
export interface FarEnd {
  /** Resolves when the pipe takes more; false when it is over. */
  write(bytes: Uint8Array): Promise<boolean>;
  /** The next bytes; `undefined` at the end or after a reset. Not reading is back-pressure. */
  read(): Promise<Uint8Array | undefined>;
  /** Half-close. */
  end(): void;
  /** Both ways, now. */
  close(): void;
}
export interface OpenLeg<Leg> {
  readonly leg: Leg;
  readonly far: FarEnd;
}

/** What the contract needs of an engine. Everything opened is closed by disposing the harness. */
export interface ForwardingHarness<Leg> extends AsyncDisposable {
  readonly engine: ForwardingEngine<Leg>;
  readonly clock: Clock;
  /** A leg before joining, of which `early` has been read already. */
  openLeg(early?: Uint8Array): Promise<OpenLeg<Leg>>;
  /** Lets time pass on the clock, and the event loop turn. */
  pass(ms: number): Promise<void>;
}

/** Awaits, letting time pass meanwhile; throws when 20 s of the clock were not enough. */
export async function settled<T>(harness: ForwardingHarness<unknown>, work: Promise<T>): Promise<T> {
  let done = false;
  const watched = work.finally(() => {
    done = true;
  });
  watched.catch(() => undefined);
  const deadlineMs = harness.clock.now() + 20_000;
  while (!done) {
    if (harness.clock.now() > deadlineMs) throw new Error("nothing happened for 20 s");
    await harness.pass(5);
  }
  return watched;
}

/** Reads to the end, or to `count` bytes. */
export async function readBytes(far: FarEnd, count = Number.POSITIVE_INFINITY): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for (let bytes = 0; bytes < count; ) {
    const chunk = await far.read();
    if (chunk === undefined) break;
    chunks.push(chunk);
    bytes += chunk.length;
  }
  return Buffer.concat(chunks);
}

/** Writes everything in pieces; false when the pipe ended before. */
export async function writeBytes(far: FarEnd, bytes: Uint8Array, pieceBytes = 16 * 1024): Promise<boolean> {
  for (let at = 0; at < bytes.length; at += pieceBytes)
    if (!(await far.write(bytes.subarray(at, at + pieceBytes)))) return false;
  return true;
}

/** Bytes that show where a piece is missing, doubled or out of order. */
export function patternBytes(length: number, seed = 1): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let state = seed >>> 0;
  for (let i = 0; i < length; i += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}
