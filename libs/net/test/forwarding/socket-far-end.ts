import type { Socket } from "node:net";
import type { FarEnd } from "@fairlead/cluster/testing";

/** A client on a plain socket that reads only when asked to. */
export class SocketFarEnd implements FarEnd {
  readonly socket: Socket;
  #over = false;
  #wake: () => void = () => undefined;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.pause();
    socket.on("error", () => undefined);
    socket.on("readable", () => this.#wake());
    socket.once("end", () => this.#end());
    socket.once("close", () => this.#end());
  }

  async write(bytes: Uint8Array): Promise<boolean> {
    if (!this.socket.writable) return false;
    return new Promise((resolve) => this.socket.write(bytes, (error) => resolve(!error)));
  }

  async read(): Promise<Uint8Array | undefined> {
    for (;;) {
      const chunk: unknown = this.socket.read();
      if (chunk instanceof Buffer) return chunk;
      if (this.#over) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  end(): void {
    this.socket.end();
  }

  close(): void {
    this.socket.destroy();
  }

  #end(): void {
    this.#over = true;
    this.#wake();
  }
}
