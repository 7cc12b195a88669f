/**
 * A side room, imported by tests and the load generator only. Owns the clock that stands still, seeded randomness, the simulated RustDesk client, and what
 * tests need around a server: loopback hosts, port blocks, a balancer, temporary folders. Owns nothing that a running server uses.
 */
export * from "./client-timings.ts";
export * from "./connect-outcome.ts";
export * from "./controlled-side.ts";
export * from "./fake-kube/index.ts";
export * from "./fuzz.ts";
export * from "./live-heap.ts";
export * from "./live-ports.ts";
export * from "./loopback-hosts.ts";
export * from "./manual-clock.ts";
export * from "./port-block.ts";
export * from "./redis-cli.ts";
export * from "./redis-cluster.ts";
export * from "./redis-sentinel.ts";
export * from "./redis-server.ts";
export * from "./relay-burst.ts";
export * from "./running-time.ts";
export * from "./scripted-server.ts";
export * from "./seeded-random.ts";
export * from "./session.ts";
export * from "./simulated-client.ts";
export * from "./simulated-client-settings.ts";
export * from "./stand-still.ts";
export * from "./tcp-balancer.ts";
export * from "./temp-folder.ts";
export * from "./test-authority.ts";
export * from "./udp-balancer.ts";
export * from "./wait-until.ts";
export * from "./waiting-list.ts";
