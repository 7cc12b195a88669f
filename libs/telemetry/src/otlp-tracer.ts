import type { Clock, Span, Tracer } from "@fairlead/base";
import { ROOT_CONTEXT, type Span as SdkSpan, type Tracer as SdkTracer, TraceFlags, trace } from "@opentelemetry/api";
import { rootIdsOf, type TraceIds } from "./trace-ids.ts";

/** Steps of a request as spans of one trace, on whichever nodes they happen. */
export class OtlpTracer implements Tracer {
  readonly #clock: Clock;
  readonly #ids: TraceIds;
  readonly #tracer: SdkTracer;

  constructor(clock: Clock, ids: TraceIds, tracer: SdkTracer) {
    this.#clock = clock;
    this.#ids = ids;
    this.#tracer = tracer;
  }

  begin(text: string, name: string): Span {
    const startTime = this.#clock.wall();
    return this.#span(
      this.#ids.withIds(rootIdsOf(text), () => this.#tracer.startSpan(name, { startTime }, ROOT_CONTEXT)),
      startTime,
    );
  }

  step(text: string, name: string): Span {
    const startTime = this.#clock.wall();
    const root = { ...rootIdsOf(text), traceFlags: TraceFlags.SAMPLED, isRemote: true };
    const parent = trace.setSpanContext(ROOT_CONTEXT, root);
    return this.#span(this.#tracer.startSpan(name, { startTime }, parent), startTime);
  }

  /** Its length is by the clock that never jumps. */
  #span(span: SdkSpan, startTime: number): Span {
    const startedMs = this.#clock.now();
    return {
      note: (attributes) => void span.setAttributes({ ...attributes }),
      end: () => span.end(startTime + this.#clock.now() - startedMs),
    };
  }
}
