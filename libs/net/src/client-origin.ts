import type { IncomingMessage } from "node:http";
import { decideForwardedAddress } from "./forwarded-address.ts";
import type { ListenPorts, WsSettings } from "./listen-settings.ts";
import type { Visitor } from "./visitor.ts";
import type { WsOrigin } from "./ws-connection.ts";

/**
 * Who sent this request: the connection's address after PROXY protocol, or what a trusted proxy's headers say, then
 * without a port [WS-4].
 */
export function clientOrigin(
  visitor: Visitor,
  request: IncomingMessage,
  settings: WsSettings,
  ports: ListenPorts,
): WsOrigin {
  const { remote, arrival } = visitor;
  const trusted = "path" in settings.at || settings.trustedProxies.contains(remote.ip);
  const forwarded = decideForwardedAddress(request.headers, remote.ip, trusted, settings.trustedProxies);
  if (forwarded.kind === "ignored") warnIgnored(remote.ip, settings, ports);
  const viaTls = trusted && request.headers["x-forwarded-proto"] === "https";
  const transport = visitor.secure || viaTls ? "wss" : "ws";
  const { localPort } = arrival;
  if (forwarded.kind !== "client") return { transport, remote, portKnown: remote.port !== 0, localPort };
  return { transport, remote: { ip: forwarded.ip, port: 0 }, portKnown: false, localPort };
}

function warnIgnored(from: string, settings: WsSettings, ports: ListenPorts): void {
  ports.logger.warn("proxy.header_ignored", {
    reason: `X-Forwarded-For or X-Real-IP ignored from ${from}: not a trusted proxy`,
    setting: `trusted-proxies=${settings.trustedProxies.entries.join(",")}`,
    do: `if ${from} is your proxy, add its CIDR`,
  });
}
