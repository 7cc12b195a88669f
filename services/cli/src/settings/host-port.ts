/** `HOST:PORT`, `[IPV6]:PORT` or a port alone, which means this machine. `undefined` when there is no port from 1 to 65535. */
export function parseHostPort(text: string): { readonly host: string; readonly port: number } | undefined {
  const parts = /^(?:(.*):)?(\d{1,5})$/.exec(text);
  const port = Number(parts?.[2]);
  if (!(port >= 1 && port <= 65_535)) return undefined;
  const host = (parts?.[1] ?? "").replace(/^\[(.*)\]$/, "$1");
  return { host: host === "" ? "127.0.0.1" : host, port };
}
