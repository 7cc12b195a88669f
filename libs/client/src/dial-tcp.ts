import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { connect, type Socket } from "node:net";
import { type Clock, withDeadline } from "@fairlead/base";
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

/**
 * A connected socket without delay, half-open allowed, paused until somebody listens. Rejects with `ConnectFailedError`. It is always bound by
 * name first: only then does the kernel let a client use the same local port again while this connection lingers.
 */
export async function dialTcp(options: DialTcpOptions): Promise<Socket> {
  const deadlineAtMs = options.clock.now() + options.deadlineMs;
  const { address, family } = await resolveHost(options);
  const localAddress = options.localAddress ?? (family === 6 ? "::" : "0.0.0.0");
  return connectBound(options, { address, localAddress, leftMs: Math.max(1, deadlineAtMs - options.clock.now()) });
}

async function resolveHost({ host, clock, deadlineMs }: DialTcpOptions): Promise<LookupAddress> {
  try {
    return await withDeadline(clock, deadlineMs, lookup(host, { order: "ipv4first" }));
  } catch (cause) {
    throw new ConnectFailedError(`${host}: name not resolved`, { cause });
  }
}

function connectBound(
  { host, port, localPort, clock }: DialTcpOptions,
  {
    address,
    localAddress,
    leftMs,
  }: { readonly address: string; readonly localAddress: string; readonly leftMs: number },
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: address,
      port,
      localAddress,
      noDelay: true,
      allowHalfOpen: true,
      ...(localPort === undefined ? {} : { localPort }),
    });
    const fail = (why: string, cause?: Error): void => {
      timer[Symbol.dispose]();
      socket.destroy();
      reject(new ConnectFailedError(`${host}:${port}: ${why}`, { cause }));
    };
    const timer = clock.after(leftMs, () => fail("no connection in time"));
    const onError = (error: Error): void => fail(error.message, error);
    socket.once("error", onError);
    socket.once("connect", () => {
      timer[Symbol.dispose]();
      socket.off("error", onError);
      resolve(socket);
    });
  });
}
