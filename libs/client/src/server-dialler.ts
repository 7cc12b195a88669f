import type { Clock, Random } from "@fairlead/base";
import { increasePort } from "@fairlead/wire";
import { ClientConnection } from "./client-connection.ts";
import { dial } from "./dial.ts";
import type { DialOptions, Route } from "./dial-options.ts";
import { type Endpoint, type EndpointSettings, resolveEndpoint, resolveRelay, splitHostPort } from "./endpoint.ts";
import { ConnectFailedError } from "./errors.ts";
import type { PayloadStream } from "./payload-stream.ts";

export interface ServerDiallerSettings {
  /** The rendezvous server as configured: `host:port`. */
  readonly rendezvous: string;
  readonly webSocket: boolean;
  /** Domains by wss, as with an `https` API server. */
  readonly secureDomains: boolean;
  readonly localAddress?: string;
  readonly ca?: string;
  readonly route?: Route;
  readonly connectTimeoutMs: number;
  /** Stands in for DNS: the addresses the rendezvous server's name has now, never empty, tried in this order. Relays are dialled by the names they are told by. */
  readonly hosts?: () => readonly string[];
}
export interface DialOverrides {
  readonly localPort?: number;
  readonly webSocket?: boolean;
}

/** Dials one configured server the way a client does: its main port, its NAT-test port, and relays named by it. */
export class ServerDialler {
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: ServerDiallerSettings;

  constructor(ports: { readonly clock: Clock; readonly random: Random }, settings: ServerDiallerSettings) {
    this.clock = ports.clock;
    this.random = ports.random;
    this.settings = settings;
  }

  /** The main port, or the WebSocket id service. */
  async rendezvous(overrides: DialOverrides = {}): Promise<ClientConnection> {
    return new ClientConnection(await this.#dial(this.settings.rendezvous, overrides));
  }

  /** The NAT-test port, main port − 1; with WebSocket the id service. */
  async natTestPort(overrides: DialOverrides = {}): Promise<ClientConnection> {
    return new ClientConnection(await this.#dial(increasePort(this.settings.rendezvous, -1), overrides));
  }

  relay(relayServer: string, overrides: DialOverrides = {}): Promise<PayloadStream> {
    return dial(resolveRelay(relayServer, this.#endpointSettings(overrides)), this.#dialOptions(overrides));
  }

  async #dial(address: string, overrides: DialOverrides): Promise<PayloadStream> {
    const endpoint = resolveEndpoint(address, this.#endpointSettings(overrides));
    const options = this.#dialOptions(overrides);
    const hosts = this.settings.hosts?.();
    if (hosts === undefined) return dial(endpoint, options);
    return dialOneOf(hosts, (host) => dialAt(host, endpoint, options));
  }

  #endpointSettings(overrides: DialOverrides): EndpointSettings {
    const { rendezvous, webSocket, secureDomains } = this.settings;
    return {
      webSocket: overrides.webSocket ?? webSocket,
      rendezvousPort: splitHostPort(rendezvous).port,
      secureDomains,
    };
  }

  #dialOptions({ localPort }: DialOverrides): DialOptions {
    const { localAddress, ca, route, connectTimeoutMs } = this.settings;
    return {
      clock: this.clock,
      deadlineMs: connectTimeoutMs,
      ...(localAddress === undefined ? {} : { localAddress }),
      ...(localPort === undefined ? {} : { localPort }),
      ...(ca === undefined ? {} : { ca }),
      ...(route === undefined ? {} : { route }),
    };
  }
}

/** One address after the other, as a client does with all that DNS answers; rejects as the last one did. */
async function dialOneOf(
  hosts: readonly string[],
  dialHost: (host: string) => Promise<PayloadStream>,
): Promise<PayloadStream> {
  let failure = new ConnectFailedError("the server's name has no address");
  for (const host of hosts) {
    try {
      return await dialHost(host);
    } catch (error) {
      if (!(error instanceof ConnectFailedError)) throw error;
      failure = error;
    }
  }
  throw failure;
}

function dialAt(host: string, endpoint: Endpoint, options: DialOptions): Promise<PayloadStream> {
  if (endpoint.kind === "tcp") return dial({ ...endpoint, host }, options);
  const route = (url: URL): ReturnType<Route> => ({ host, port: options.route?.(url).port ?? Number(url.port) });
  return dial(endpoint, { ...options, route });
}
