/**
 * Floor 4: sockets. Owns listeners (TCP, UDP, WebSocket, TLS) with accept limits, deadlines, PROXY protocol and
 * trusted-proxy headers, framed connections, and the forwarding engines. Does not own what the bytes mean.
 */
export type { ApiProxySettings } from "./api-proxy.ts";
export { bindServer } from "./bind.ts";
export * from "./errors.ts";
export * from "./forwarding/index.ts";
export type { FrontRoute, PipeTarget, RoutedPrefix } from "./front-route.ts";
export * from "./https-front.ts";
export * from "./listen-settings.ts";
export * from "./listen-tcp.ts";
export * from "./listen-udp.ts";
export * from "./listen-ws.ts";
export * from "./message-connection.ts";
export * from "./tls-source.ts";
export * from "./udp-listener.ts";
export { writeProxyV2 } from "./write-proxy-header.ts";
