import { encodeConfigString } from "@fairlead/wire";

export interface ClientConfigFacts {
  readonly host: string;
  /** The server's main port. */
  readonly port: number;
  readonly publicKey: string;
  readonly apiUrl: string;
  /** Empty = the ID server's host. */
  readonly relay: string;
}

const DEFAULT_PORT = 21_116;

/** What a person types into a client, and the one string that says all of it [KEY-7]. */
export interface ClientConfig {
  readonly idServer: string;
  readonly key: string;
  readonly configString: string;
}

/** What a client's field for the ID server takes. Clients add the default port themselves. */
export function idServerAt(host: string, port: number): string {
  return port === DEFAULT_PORT ? host : withPort(host, port);
}

export function clientConfig(facts: ClientConfigFacts): ClientConfig {
  const idServer = idServerAt(facts.host, facts.port);
  const configString = encodeConfigString({
    host: idServer,
    key: facts.publicKey,
    api: facts.apiUrl,
    relay: facts.relay,
  });
  return { idServer, key: facts.publicKey, configString };
}

function withPort(host: string, port: number): string {
  if (/:\d+$/.test(host) && !/:.*:/.test(host)) return host;
  return host.includes(":") && !host.startsWith("[") ? `[${host}]:${port}` : `${host}:${port}`;
}
