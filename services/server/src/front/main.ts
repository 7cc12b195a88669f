import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { errorCode, errorMessage } from "@fairlead/base";
import { type Listener, type ListenPorts, listenFront, TlsSource } from "@fairlead/net";
import {
  createDropCounter,
  createLogger,
  createSystemClock,
  MetricsRegistry,
  measureEventLoopLag,
} from "@fairlead/runtime";
import { CidrList } from "@fairlead/wire";
import type { FrontReport, FrontRequest } from "./front-messages.ts";
import type { FrontData } from "./front-settings.ts";

/** The same bounds as the ports behind it. */
const MAX_CONNECTIONS = 20_000;
const MAX_CONNECTIONS_PER_ADDRESS = 4_000;
const OPENING_DEADLINE_MS = 30_000;
const MAX_QUEUED_BYTES = 1_048_576;

/** The front's thread: TLS and relayed bytes by path, away from the thread that answers heartbeats. */
async function run(port: MessagePort, data: FrontData): Promise<void> {
  const report = (message: FrontReport): void => port.postMessage(message);
  const clock = createSystemClock({ now: () => performance.now(), wall: () => Date.now() });
  const logger = createLogger({ clock, stream: process.stderr }, data.log);
  const metrics = new MetricsRegistry(clock);
  const lag = measureEventLoopLag(metrics, "front");
  const ports = { clock, logger, metrics, drops: createDropCounter(metrics) };
  const certificate = data.tlsFiles && { certPath: data.tlsFiles.certFile, keyPath: data.tlsFiles.keyFile };
  const tls = certificate && new TlsSource(certificate, ports);
  const listener = await open(data, tls, ports);
  const close = async (): Promise<void> => {
    await listener[Symbol.asyncDispose]();
    tls?.[Symbol.dispose]();
    lag[Symbol.dispose]();
    port.close();
  };
  port.on("message", (request: FrontRequest) => {
    if (request.kind === "stopAccepting") listener.stopAccepting();
    else if (request.kind === "close") void close();
    else report({ kind: "metrics", seq: request.seq, snapshot: metrics.snapshot() });
  });
  report({ kind: "ready" });
}

function open(data: FrontData, tls: TlsSource | undefined, ports: ListenPorts): Promise<Listener> {
  const settings = {
    name: "https",
    at: { port: data.port, bind: data.bind },
    trustedProxies: CidrList.parse(data.trustedProxies),
    maxConnections: MAX_CONNECTIONS,
    maxConnectionsPerAddress: MAX_CONNECTIONS_PER_ADDRESS,
    openingDeadlineMs: OPENING_DEADLINE_MS,
    maxPayloadBytes: MAX_QUEUED_BYTES,
    maxQueuedBytes: MAX_QUEUED_BYTES,
    tls,
    routes: data.routes,
  };
  return listenFront(settings, ports);
}

if (parentPort !== null) {
  const port = parentPort;
  run(port, workerData as FrontData).catch((error: unknown) => {
    const code = errorCode(error);
    port.postMessage({ kind: "failed", message: errorMessage(error), code });
    port.close();
  });
}
