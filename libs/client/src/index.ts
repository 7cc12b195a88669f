/**
 * Floor 4: the client's side of the wire. Owns dialling (TCP, WebSocket, TLS) by the client's own URL rules, the client's half of the key exchange,
 * registration, NAT test, online query, relay legs, and the doctor's checks. Does not own a client's behaviour over time (that is the testkit's
 * simulated client), and never listens except where a punched session must.
 */
export * from "./client-connection.ts";
export * from "./client-identity.ts";
export * from "./dial.ts";
export * from "./dial-options.ts";
export * from "./dial-tcp.ts";
export * from "./dial-web-socket.ts";
export * from "./doctor/index.ts";
export * from "./endpoint.ts";
export * from "./errors.ts";
export * from "./nat-test.ts";
export * from "./online-query.ts";
export * from "./payload-stream.ts";
export * from "./punch-failure.ts";
export * from "./register.ts";
export * from "./relay-leg.ts";
export * from "./server-dialler.ts";
export * from "./server-key.ts";
export * from "./tcp-payload-stream.ts";
export * from "./udp-client.ts";
export * from "./web-socket-payload-stream.ts";
