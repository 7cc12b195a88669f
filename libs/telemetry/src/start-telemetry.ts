import type { Clock, Metrics, Random, Tracer } from "@fairlead/base";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { startNodeSdk } from "./node-sdk.ts";
import { OtlpTracer } from "./otlp-tracer.ts";
import { SpanQueue } from "./span-queue.ts";
import { TraceIds } from "./trace-ids.ts";

export interface TelemetryPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly metrics: Metrics;
}
export interface TelemetrySettings {
  /** Base URL of an OTLP/HTTP receiver, such as `http://127.0.0.1:4318`; spans go to `/v1/traces` below it. */
  readonly endpoint: string;
  /** `service.name`, such as `fairlead-rendezvous`. */
  readonly service: string;
  /** `service.instance.id`: the node's name. */
  readonly instance: string;
  /** `service.version`. */
  readonly release: string;
  /** Sent with each batch, such as an authorization. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}
export interface Telemetry extends AsyncDisposable {
  readonly tracer: Tracer;
}

/** For one batch, repetitions included. */
const EXPORT_MS = 2000;

/**
 * Sends spans to a collector. Nothing stays registered globally, so several may run in one process. Disposing sends what waits, for at most 2 s. Does not fail where the
 * collector is away: spans are dropped and counted.
 */
export async function startTelemetry(ports: TelemetryPorts, settings: TelemetrySettings): Promise<Telemetry> {
  const { clock, random, metrics } = ports;
  const url = `${settings.endpoint.replace(/\/+$/, "")}/v1/traces`;
  const headers = { ...settings.headers };
  const exporter = new OTLPTraceExporter({ url, headers, timeoutMillis: EXPORT_MS });
  const [processor, ids] = [new SpanQueue(clock, metrics, exporter), new TraceIds(random)];
  const sdk = startNodeSdk({
    resource: {
      "service.name": settings.service,
      "service.instance.id": settings.instance,
      "service.version": settings.release,
    },
    ids,
    processor,
  });
  return {
    tracer: new OtlpTracer(clock, ids, sdk.provider.getTracer("fairlead", settings.release)),
    [Symbol.asyncDispose]: () => sdk.shutdown(),
  };
}
