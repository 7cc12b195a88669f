/** One step of one request on one node. */
export interface Span {
  /** Tells the step's outcome; unknown attributes are fine. */
  note(attributes: Readonly<Record<string, string | number | boolean>>): void;
  end(): void;
}

/**
 * Follows a request over nodes. `trace` names the request: any text that all nodes that touch it can know or derive, so that nobody has to carry a header to a client. The
 * same text gives the same trace on every node.
 */
export interface Tracer {
  /** The step at which the request begins; the others are its children. */
  begin(trace: string, name: string): Span;
  step(trace: string, name: string): Span;
}

const noSpan: Span = { note: () => undefined, end: () => undefined };
/** Follows nothing; for callers that were given no tracer. */
export const noTracer: Tracer = { begin: () => noSpan, step: () => noSpan };
