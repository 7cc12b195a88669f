/** How a client's message reached us. A datagram's source can be forged; the others completed a handshake. */
export type ClientTransport = "udp" | "tcp" | "ws" | "wss";

export const isWebSocket = (transport: ClientTransport): boolean => transport === "ws" || transport === "wss";
