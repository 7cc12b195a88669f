import { connect, type Socket } from "node:net";
import type { Clock } from "@fairlead/base";
import { ConnectFailedError } from "./errors.ts";

export interface DialTcpOptions {
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
  readonly deadlineMs: number;
  /** Where to dial from; a client re-uses its port for the next connection of one attempt. */
  readonly localAddress?: string;
  readonly localPort?: number;
}

/** A connected socket without delay, half-open allowed, paused until somebody listens. Rejects with `ConnectFailedError`. */
export function dialTcp(options: DialTcpOptions): Promise<Socket> {
  const { host, port, localAddress, localPort } = options;
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      noDelay: true,
      allowHalfOpen: true,
      ...(localAddress === undefined ? {} : { localAddress }),
      ...(localPort === undefined ? {} : { localPort }),
    });
    const fail = (why: string, cause?: Error): void => {
      timer[Symbol.dispose]();
      socket.destroy();
      reject(new ConnectFailedError(`${host}:${port}: ${why}`, { cause }));
    };
    const timer = options.clock.after(options.deadlineMs, () => fail(`no connection within ${options.deadlineMs} ms`));
    const onError = (error: Error): void => fail(error.message, error);
    socket.once("error", onError);
    socket.once("connect", () => {
      timer[Symbol.dispose]();
      socket.off("error", onError);
      resolve(socket);
    });
  });
}
