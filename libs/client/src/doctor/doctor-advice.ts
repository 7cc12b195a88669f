/** What to do about what fails, by the ports that this server has: all follow from its main one. */
export interface DoctorAdvice {
  readonly tcp: string;
  readonly udp: string;
  readonly natTest: string;
  readonly keyExchange: string;
  readonly webSocket: string;
  readonly relayTcp: string;
  readonly relayWebSocket: string;
  readonly relay: string;
}

export function adviceFor(port: number): DoctorAdvice {
  const reachable = "give the server a relay address clients can reach (-r, RUSTDESK_HOST)";
  return {
    tcp: `open the main port (${port}/tcp) in firewall and router, and see that the server runs`,
    udp: `open ${port}/udp; without it set disable-udp=Y in clients`,
    natTest: `open the NAT-test port (${port - 1}/tcp)`,
    keyExchange: `pass ${port}/tcp through as plain TCP, no TLS inspection; the server needs a key of its own (-k -)`,
    webSocket: `open the WebSocket port (${port + 2}/tcp), or leave it closed if no client uses WebSocket`,
    relayTcp: `open the relay's port (${port + 1}/tcp), and ${reachable}`,
    relayWebSocket: `open the relay's WebSocket port (${port + 3}/tcp), or leave it closed if no client uses WebSocket`,
    relay: `open the relay's ports (${port + 1}/tcp, ${port + 3}/tcp for WebSocket), and ${reachable}`,
  };
}

export const KEY_ADVICE =
  "give --key the server's public key (id_ed25519.pub); paste config-string's output into clients";
export const LOG_ADVICE = "see the server's log at this minute";
