import type { Clock, Random } from "@fairlead/base";
import { increasePort } from "@fairlead/wire";
import { ClientConnection } from "./client-connection.ts";
import { dial } from "./dial.ts";
import type { DialOptions, Route } from "./dial-options.ts";
import { type EndpointSettings, resolveEndpoint, resolveRelay, splitHostPort } from "./endpoint.ts";
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

  #dial(address: string, overrides: DialOverrides): Promise<PayloadStream> {
    return dial(resolveEndpoint(address, this.#endpointSettings(overrides)), this.#dialOptions(overrides));
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
