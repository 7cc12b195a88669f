/** The forwarding engine in TypeScript and the legs it joins. Owns how bytes and messages get from one socket to another; not who may send them. */
export { ConnectionLeg } from "./connection-leg.ts";
export { MAX_BRIDGED_BYTES } from "./framed-leg.ts";
export { deafSink, type Leg, type LegSink } from "./leg.ts";
export { type ReadBufferSettings, ReadBuffers, readBufferDefaults } from "./read-buffers.ts";
export { SocketForwardingEngine } from "./socket-forwarding-engine.ts";
export { TcpLeg } from "./tcp-leg.ts";
