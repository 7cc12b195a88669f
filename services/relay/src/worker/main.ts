import { monitorEventLoopDelay } from "node:perf_hooks";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { errorCode, errorMessage } from "@fairlead/base";
import { MemoryAdmissions } from "@fairlead/cluster";
import {
  AdminCommands,
  createDropCounter,
  createLogger,
  createSystemClock,
  MetricsRegistry,
  measureEventLoopLag,
} from "@fairlead/runtime";
import { relayCommands } from "../admin/relay-commands.ts";
import { AskedOwners } from "../mesh/asked-owners.ts";
import { MeshTrust } from "../mesh/mesh-trust.ts";
import { SharedRelayState } from "../shared-relay-state.ts";
import { startRelay } from "../start-relay.ts";
import { RelayCallHandler } from "./relay-calls.ts";
import { ReportingAdmissions } from "./reporting-admissions.ts";
import type { RelayReport, RelayRequest, RelayThreadData } from "./thread-messages.ts";
import { LOOP_PERIOD_MS, type ThreadReadings, vitalsReader } from "./thread-vitals.ts";

/** The relay's thread: a relay of its own clock, log and numbers, so that a saturated one delays nobody's heartbeat. */
async function run(port: MessagePort, data: RelayThreadData): Promise<void> {
  const report = (message: RelayReport): void => port.postMessage(message);
  const clock = createSystemClock({ now: () => performance.now(), wall: () => Date.now() });
  const logger = createLogger({ clock, stream: process.stderr }, data.log);
  const metrics = new MetricsRegistry(clock);
  const drops = createDropCounter(metrics);
  measureEventLoopLag(metrics, "relay");
  const told = new MemoryAdmissions(clock);
  const admissions = data.admissionRequired
    ? new ReportingAdmissions(told, {
        onArrived: (uuid) => report({ kind: "arrived", uuid }),
        onConsumed: (uuid) => report({ kind: "consumed", uuid }),
        onUnknown: (uuid, address) => report({ kind: "unknown", uuid, address }),
      })
    : undefined;
  const mesh = data.meshTrust && {
    trust: new MeshTrust(data.meshTrust),
    owners: new AskedOwners(clock, (uuid) => report({ kind: "lone", uuid })),
  };
  const relay = await startRelay({ clock, logger, metrics, drops, admissions, mesh }, data.settings);
  const commands = new AdminCommands(relayCommands(relay), logger);
  const shared = new SharedRelayState(relay);
  const outstanding = (): number => told.outstanding;
  const vitals = vitalsReader(threadReadings());
  const handler = new RelayCallHandler({
    relay,
    admissions,
    outstanding,
    vitals,
    shared,
    mesh,
    commands,
    metrics,
    report,
  });
  port.on("message", (request: RelayRequest) => {
    void handler.handle(request).then(() => request.call === "close" && port.close());
  });
  const heads = commands.list.map(({ name, aliases, usage, help }) => ({ name, aliases, usage, help }));
  const { tcpPort, wsPort, meshPort } = relay;
  report({ kind: "ready", tcpPort, wsPort, meshPort, commands: heads });
}

function threadReadings(): ThreadReadings {
  const delays = monitorEventLoopDelay({ resolution: LOOP_PERIOD_MS });
  delays.enable();
  return {
    nowMs: () => performance.now(),
    processorMs: () => {
      const { user, system } = process.threadCpuUsage();
      return (user + system) / 1000;
    },
    takeLoopDelayMs: () => {
      const meanMs = delays.mean / 1e6 - LOOP_PERIOD_MS;
      delays.reset();
      return meanMs;
    },
  };
}

if (parentPort !== null) {
  const port = parentPort;
  run(port, workerData as RelayThreadData).catch((error: unknown) => {
    const code = errorCode(error);
    port.postMessage({ kind: "failed", message: errorMessage(error), code });
    port.close();
  });
}
