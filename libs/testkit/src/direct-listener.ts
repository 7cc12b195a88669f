import { createServer, type Server, type Socket } from "node:net";
import type { Clock } from "@fairlead/base";
import { ConnectFailedError } from "@fairlead/client";
import type { SocketAddress } from "@fairlead/wire";

/**
 * Listens where the punch was, for the one connection that A makes. A real client listens only after it has told A, and now and then loses that
 * race on fast paths; this one listens first, so that tests may expect a direct session.
 */
export class DirectListener implements Disposable {
  readonly #server: Server;
  readonly #first: Promise<Socket>;

  private constructor(server: Server) {
    this.#server = server;
    this.#first = new Promise((resolve) => server.once("connection", resolve));
  }

  static open(at: SocketAddress): Promise<DirectListener> {
    const server = createServer({ noDelay: true });
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen({ host: at.ip, port: at.port }, () => resolve(new DirectListener(server)));
    });
  }

  /** Rejects with `ConnectFailedError` when nobody comes in time, or when it is no longer wanted. */
  accept(clock: Clock, timeoutMs: number, signal: AbortSignal): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const fail = (why: string): void => {
        timer[Symbol.dispose]();
        reject(new ConnectFailedError(why));
      };
      const timer = clock.after(timeoutMs, () => fail(`nobody came within ${timeoutMs} ms`));
      signal.addEventListener("abort", () => fail("no longer wanted"), { once: true });
      this.#first.then((socket) => {
        timer[Symbol.dispose]();
        resolve(socket);
      }, reject);
    });
  }

  [Symbol.dispose](): void {
    this.#server.close();
  }
}
