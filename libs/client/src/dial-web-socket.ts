import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import WebSocket from "ws";
import type { DialOptions } from "./dial-options.ts";
import { ConnectFailedError } from "./errors.ts";

export interface DialWebSocketOptions extends DialOptions {
  readonly url: string;
}

export interface DialledWebSocket {
  readonly webSocket: WebSocket;
  readonly socket: Socket;
}

/** Upgraded, without extensions or subprotocol [WS-2]. `prepare` runs before the first message can arrive. Rejects with `ConnectFailedError`. */
export function dialWebSocket<T>(options: DialWebSocketOptions, prepare: (dialled: DialledWebSocket) => T): Promise<T> {
  const socket = openSocket(options);
  const webSocket = new WebSocket(options.url, {
    perMessageDeflate: false,
    followRedirects: false,
    createConnection: () => socket,
    headers: { ...options.headers },
  });
  return new Promise((resolve, reject) => {
    const fail = (why: string, cause?: Error): void => {
      timer[Symbol.dispose]();
      webSocket.terminate();
      socket.destroy();
      reject(new ConnectFailedError(`${options.url}: ${why}`, { cause }));
    };
    const timer = options.clock.after(options.deadlineMs, () => fail(`no upgrade within ${options.deadlineMs} ms`));
    // Stays for good: that a running connection broke is told by its close event.
    webSocket.on("error", (error) => fail(error.message, error));
    webSocket.once("open", () => {
      timer[Symbol.dispose]();
      resolve(prepare({ webSocket, socket }));
    });
  });
}

function openSocket(options: DialWebSocketOptions): Socket {
  const url = new URL(options.url);
  const secure = url.protocol === "wss:";
  const urlHost = url.hostname.replace(/^\[|\]$/g, "");
  const target = {
    ...(options.route?.(url) ?? { host: urlHost, port: Number(url.port) || (secure ? 443 : 80) }),
    ...(options.localAddress === undefined ? {} : { localAddress: options.localAddress }),
    ...(options.localPort === undefined ? {} : { localPort: options.localPort }),
  };
  if (!secure) return connect({ ...target, noDelay: true });
  return connectTls({
    ...target,
    ...(isIP(urlHost) === 0 ? { servername: urlHost } : {}),
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  });
}
