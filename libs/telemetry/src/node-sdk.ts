import { context, logs, type TracerProvider, trace } from "@opentelemetry/api";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { NodeSDK } from "@opentelemetry/sdk-node";
import { AlwaysOnSampler, type IdGenerator, type SpanProcessor } from "@opentelemetry/sdk-trace";

export interface NodeSdkParts {
  /** What every span says of where it comes from, such as `service.name`. */
  readonly resource: Readonly<Record<string, string>>;
  readonly ids: IdGenerator;
  readonly processor: SpanProcessor;
}
export interface StartedSdk {
  readonly provider: TracerProvider;
  /** Shuts the processor down. */
  shutdown(): Promise<void>;
}

/**
 * OpenTelemetry's SDK for Node with traces alone: no metrics, no logs, no instrumentation, no detection of what it runs on. What it can be told is told, since it would
 * otherwise read it from the environment; `OTEL_SDK_DISABLED=true` still switches it off. It registers what it makes for the whole process, and here gives that back at
 * once: spans are made through `provider` alone, so several may run in one process.
 */
export function startNodeSdk({ resource, ids, processor }: NodeSdkParts): StartedSdk {
  const sdk = new NodeSDK({
    resource: resourceFromAttributes(resource),
    autoDetectResources: false,
    instrumentations: [],
    idGenerator: ids,
    sampler: new AlwaysOnSampler(),
    spanLimits: SPAN_LIMITS,
    spanProcessors: [processor],
    metricReaders: [],
    logRecordProcessors: [],
    textMapPropagator: null,
  });
  sdk.start();
  const provider = trace.getTracerProvider();
  for (const api of [trace, context, logs]) api.disable();
  return { provider, shutdown: () => sdk.shutdown() };
}

/** A span here has a handful of attributes, no events and no links. */
const SPAN_LIMITS = {
  attributeCountLimit: 32,
  attributeValueLengthLimit: 1024,
  eventCountLimit: 0,
  linkCountLimit: 0,
  attributePerEventCountLimit: 0,
  attributePerLinkCountLimit: 0,
};
