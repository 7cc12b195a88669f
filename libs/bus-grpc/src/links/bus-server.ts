import { errorMessage } from "@fairlead/base";
import { logVerbosity, Server, type ServerCredentials, setLogVerbosity } from "@grpc/grpc-js";
import { BusListenError } from "../errors.ts";
import { serverOptions } from "./channel-options.ts";
import type { LinkCall } from "./incoming-stream.ts";
import { linkMethod } from "./link-method.ts";
import type { LinkSettings } from "./link-settings.ts";

export interface ListeningServer extends Disposable {
  readonly port: number;
}

/** Listens for other nodes at `host:port`. Rejects with `BusListenError`. */
export function listenForNodes(
  address: string,
  credentials: ServerCredentials,
  settings: LinkSettings,
  accept: (call: LinkCall) => void,
): Promise<ListeningServer> {
  // The library writes to stderr by itself otherwise; what matters comes as an error.
  setLogVerbosity(logVerbosity.NONE);
  const server = new Server(serverOptions(settings));
  server.addService({ link: linkMethod }, { link: accept });
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, port) => {
      if (error === null) resolve({ port, [Symbol.dispose]: () => server.forceShutdown() });
      else
        reject(
          new BusListenError(
            `cannot listen for other nodes: ${errorMessage(error)}; bus=${address}; do: give an address and port of this machine that is free`,
          ),
        );
    });
  });
}
