/**
 * The only source of time. Liveness, deadlines and limits use `now`, which never jumps; `wall` is for text that people read and for dates that
 * are stored, never for a decision.
 */
export interface Clock {
  /** Monotonic milliseconds since an arbitrary start; fractions allowed. */
  now(): number;
  /** Unix time in milliseconds. May jump either way. */
  wall(): number;
  /** Calls once, not before `delayMs` from now. Disposing cancels; disposing twice is harmless. */
  after(delayMs: number, callback: () => void): Disposable;
  /** Calls every `periodMs`, first after one period. A callback that throws does not stop the series. */
  every(periodMs: number, callback: () => void): Disposable;
  /** A signal that aborts `delayMs` from now with a `TimeoutError`. */
  deadline(delayMs: number): AbortSignal;
}
