import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isSystemError, type Logger } from "@fairlead/base";
import { OpsPortError } from "./errors.ts";
import type { Health } from "./health.ts";
import { listening, portOf } from "./http-listening.ts";
import { METRICS_CONTENT_TYPE, type MetricsRegistry } from "./metrics-registry.ts";
import { adviceFields } from "./operator-advice.ts";

export interface OpsServerPorts {
  readonly health: Health;
  readonly metrics: MetricsRegistry;
  readonly logger: Logger;
}

export interface OpsServerSettings {
  readonly host: string;
  readonly port: number;
  /** The flag or line that set the port; absent when nobody did, and then a free port is taken when this one is not. */
  readonly portSetBy?: string;
}

export interface OpsServer extends AsyncDisposable {
  readonly port: number;
}

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const JSON_TYPE = "application/json; charset=utf-8";

/** Serves `/livez`, `/readyz` and `/metrics`, also under the names that hbbs's images use. Throws OpsPortError for a port that was set and is taken. */
export async function startOpsServer(ports: OpsServerPorts, settings: OpsServerSettings): Promise<OpsServer> {
  const server = createServer({ headersTimeout: 5000, requestTimeout: 5000 }, (request, response) => {
    pageFor(ports, request).then(
      (page) => send(request, response, page),
      (error) => {
        ports.logger.error("ops.page.failed", { path: request.url, error });
        send(request, response, { status: 500, type: JSON_TYPE, body: '{"error":"internal"}' });
      },
    );
  });
  server.maxConnections = 64;
  await listenSomewhere(server, ports.logger, settings);
  return { port: portOf(server), [Symbol.asyncDispose]: () => closeServer(server) };
}

async function listenSomewhere(server: Server, logger: Logger, settings: OpsServerSettings): Promise<void> {
  const { host, port, portSetBy } = settings;
  try {
    await listening(server, { host, port });
  } catch (cause) {
    if (portSetBy !== undefined || !isSystemError(cause, "EADDRINUSE")) throw portError(settings, cause);
    await listening(server, { host, port: 0 });
    const advice = {
      reason: `port ${port} for health and metrics is taken, using ${portOf(server)}`,
      setting: `ops-port=${port} (default)`,
      do: "set a port to keep it the same over restarts",
    };
    logger.warn("ops.port.moved", { port: portOf(server), ...adviceFields(advice) });
  }
}

function portError({ host, port, portSetBy }: OpsServerSettings, cause: unknown): OpsPortError {
  const reason = isSystemError(cause, "EADDRINUSE")
    ? "it is in use"
    : cause instanceof Error
      ? cause.message
      : String(cause);
  const source = portSetBy ?? "default";
  return new OpsPortError(
    `cannot listen on ${host} port ${port} for health and metrics: ${reason}; ${source}; do: choose a free port, or stop what has it`,
    { cause },
  );
}

async function pageFor({ health, metrics }: OpsServerPorts, request: IncomingMessage): Promise<Page> {
  if (request.method !== "GET" && request.method !== "HEAD") return { status: 405, type: JSON_TYPE, body: "{}" };
  switch (new URL(request.url ?? "/", "http://ops").pathname) {
    case "/livez":
    case "/live":
    case "/healthz": {
      const liveness = health.liveness();
      return { status: liveness.alive ? 200 : 503, type: JSON_TYPE, body: JSON.stringify(liveness) };
    }
    case "/readyz":
    case "/ready": {
      const readiness = health.readiness();
      return { status: readiness.status === "serving" ? 200 : 503, type: JSON_TYPE, body: JSON.stringify(readiness) };
    }
    case "/metrics":
      return { status: 200, type: METRICS_CONTENT_TYPE, body: await metrics.scrape() };
    default:
      return { status: 404, type: JSON_TYPE, body: '{"pages":["/livez","/readyz","/metrics"]}' };
  }
}

function send(request: IncomingMessage, response: ServerResponse, { status, type, body }: Page): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
  response.end(request.method === "HEAD" ? undefined : body);
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
