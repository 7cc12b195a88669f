import { createSocket } from "node:dgram";
import { setFlagsFromString } from "node:v8";
import { noTracer } from "@fairlead/base";
import { MemoryAdmissions, MemoryPeerRegistry, MemoryRelayDirectory, soloCluster } from "@fairlead/cluster";
import { rendezvousDefaults, startRendezvous } from "@fairlead/rendezvous";
import { createDropCounter, createLogger, createSystemClock, MetricsRegistry } from "@fairlead/runtime";
import { liveRandom } from "@fairlead/testkit";
import { CidrList } from "@fairlead/wire";

// Answers datagrams on a port that the kernel chooses and prints: `ours` is a rendezvous, `echo` sends back what comes.
if (process.argv[2] === "ours") await serveRendezvous();
else serveEcho();

async function serveRendezvous(): Promise<void> {
  // As the command does (services/cli/src/main.ts).
  setFlagsFromString("--semi-space-growth-factor=1");
  const clock = createSystemClock({ now: () => performance.now(), wall: () => Date.now() });
  const metrics = new MetricsRegistry(clock);
  const ports = {
    clock,
    random: liveRandom(),
    logger: createLogger({ clock, stream: process.stderr }, { level: "warn", format: "json" }),
    metrics,
    drops: createDropCounter(metrics),
    registry: new MemoryPeerRegistry(),
    relays: new MemoryRelayDirectory(),
    admissions: new MemoryAdmissions(clock),
    signer: undefined,
    cluster: soloCluster,
    tracer: noTracer,
    tls: undefined,
  };
  const rendezvous = await startRendezvous(ports, {
    ...rendezvousDefaults,
    bind: "127.0.0.1",
    port: 0,
    natTestPort: 0,
    wsPort: 0,
    registrationLimits: { ...rendezvousDefaults.registrationLimits, exempt: CidrList.parse(["127.0.0.0/8"]) },
  });
  console.log(rendezvous.port);
}

function serveEcho(): void {
  const socket = createSocket("udp4");
  socket.on("message", (datagram, { port, address }) => socket.send(datagram, port, address));
  socket.bind(0, "127.0.0.1", () => console.log(socket.address().port));
}
