import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** The wire from one node to another: a TCP proxy that can be cut, or go silent as a black hole does. */
export class WireProxy implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #carried: Buffer[] = [];
  #mode: "open" | "cut" | "silent" = "open";

  private constructor(target: { readonly host: string; readonly port: number }) {
    this.#server = createServer((client) => {
      if (this.#mode === "cut") return void client.destroy();
      const upstream = connect(target);
      for (const [from, to] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        this.#sockets.add(from);
        from.on("data", (bytes) => {
          this.#carried.push(bytes);
          if (this.#mode === "open") to.write(bytes);
        });
        from.on("error", () => to.destroy());
        from.on("close", () => {
          this.#sockets.delete(from);
          to.destroy();
        });
      }
    });
  }

  static async open(target: { readonly host: string; readonly port: number }): Promise<WireProxy> {
    const proxy = new WireProxy(target);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  /** Everything that crossed, either way. */
  get carried(): Buffer {
    return Buffer.concat(this.#carried);
  }
  get connections(): number {
    return this.#sockets.size / 2;
  }

  cut(): void {
    this.#mode = "cut";
    for (const socket of this.#sockets) socket.destroy();
  }
  silence(): void {
    this.#mode = "silent";
  }
  heal(): void {
    this.#mode = "open";
    for (const socket of this.#sockets) socket.resume();
  }
  /** Reads no more, as a stopped process: what is sent stays with the sender. */
  stall(): void {
    for (const socket of this.#sockets) socket.pause();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
