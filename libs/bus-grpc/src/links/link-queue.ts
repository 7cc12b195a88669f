import { BoundedQueue } from "@fairlead/base";

/** What waits for one node: bounded in messages and in bytes. */
export class LinkQueue {
  readonly #maxBytes: number;
  readonly #messages: BoundedQueue<Buffer>;
  #bytes = 0;

  constructor(maxMessages: number, maxBytes: number) {
    this.#maxBytes = maxBytes;
    this.#messages = new BoundedQueue(maxMessages);
  }

  get size(): number {
    return this.#messages.size;
  }
  get bytes(): number {
    return this.#bytes;
  }

  /** False when full: nothing was added. */
  push(message: Buffer): boolean {
    if (this.#bytes + message.length > this.#maxBytes || !this.#messages.push(message)) return false;
    this.#bytes += message.length;
    return true;
  }

  shift(): Buffer | undefined {
    const message = this.#messages.shift();
    this.#bytes -= message?.length ?? 0;
    return message;
  }
}
