import { type Clock, type Metrics, noTracer, type Random, type Tracer } from "@fairlead/base";

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

export async function startTelemetry(_ports: TelemetryPorts, _settings: TelemetrySettings): Promise<Telemetry> {
  return { tracer: noTracer, [Symbol.asyncDispose]: async () => undefined };
}
