/** How a client's message reached us. A datagram's source can be forged; the others completed a handshake. */
export const CLIENT_TRANSPORTS = ["udp", "tcp", "ws", "wss"] as const;
export type ClientTransport = (typeof CLIENT_TRANSPORTS)[number];

export const isWebSocket = (transport: ClientTransport): boolean => transport === "ws" || transport === "wss";
