/**
 * Floor 4: sockets. Owns listeners (TCP, UDP, WebSocket, TLS) with accept limits, deadlines, PROXY protocol and trusted-proxy headers, framed connections,
 * and the forwarding engines. Does not own what the bytes mean.
 */
export * from "./errors.ts";
export * from "./listen-settings.ts";
export * from "./message-connection.ts";
export * from "./tls-source.ts";
export * from "./udp-listener.ts";
