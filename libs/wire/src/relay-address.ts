/** How the client tells IPv6 from names; it also takes `cafe:2111` for IPv6. */
const IPV6_LIKE = /^((([a-fA-F0-9]{1,4}:{1,2})+[a-fA-F0-9]{1,4})|(\[([a-fA-F0-9]{1,4}:{1,2})+[a-fA-F0-9]{1,4}\]:\d+))$/;

/** The client's rule for a host that may lack its port; unchanged where the client leaves it unchanged. */
export function checkPort(host: string, defaultPort: number): string {
  if (IPV6_LIKE.test(host)) return host.startsWith("[") ? host : `[${host}]:${defaultPort}`;
  return host.includes(":") ? host : `${host}:${defaultPort}`;
}

/** The same host on a port `delta` further; unchanged when there is no port to move. */
export function increasePort(host: string, delta: number): string {
  const movable = IPV6_LIKE.test(host) ? host.startsWith("[") : host.split(":").length === 2;
  const at = host.lastIndexOf(":");
  const digits = host.slice(at + 1);
  const port = /^\d+$/.test(digits) ? Number(digits) : 0;
  return movable && port > 0 ? `${host.slice(0, at)}:${port + delta}` : host;
}
