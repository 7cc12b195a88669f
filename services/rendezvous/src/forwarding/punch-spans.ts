import { noTracer } from "@fairlead/base";
import { punchTrace } from "@fairlead/protocol";
import type { RendezvousPorts } from "../ports.ts";
import type { PushPath } from "../rendezvous-metrics.ts";
import type { WaitingEntry } from "../waiting/waiting-entry.ts";

type Attributes = Readonly<Record<string, string | number | boolean>>;

/** Where the request begins; ends with its answer, or with the request. Costs nothing where nobody traces. */
export function beginPunch(entry: WaitingEntry, path: PushPath, { tracer }: Pick<RendezvousPorts, "tracer">): void {
  if (tracer === noTracer || entry.span !== undefined) return;
  entry.span = tracer.begin(punchTrace(entry), "punch");
  entry.span.note({ kind: entry.kind, path });
}

/** One thing that happens to a request, here and now. An empty trace is nobody's. */
export function traceStep(
  trace: string,
  name: "push" | "reply" | "deliver",
  attributes: Attributes,
  { tracer }: Pick<RendezvousPorts, "tracer">,
): void {
  if (tracer === noTracer || trace === "") return;
  const span = tracer.step(trace, name);
  span.note(attributes);
  span.end();
}

export function endPunch(entry: WaitingEntry, outcome: string): void {
  entry.span?.note({ outcome });
  entry.span?.end();
  entry.span = undefined;
}
