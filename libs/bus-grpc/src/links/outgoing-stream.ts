import { type Clock, errorMessage } from "@fairlead/base";
import type { NodeView } from "@fairlead/cluster";
import { decodeBusEnvelope } from "@fairlead/wire";
import { type ChannelCredentials, Client, type ClientDuplexStream, type ServiceError } from "@grpc/grpc-js";
import { clientOptions } from "./channel-options.ts";
import { linkMethod } from "./link-method.ts";
import type { LinkSettings } from "./link-settings.ts";

export interface StreamEvents {
  /** The other has said its hello: what is written now is for it. */
  up(): void;
  /** There is room again after `write` answered false. */
  drained(): void;
  /** Over, with the reason in words; nothing is heard after. */
  down(reason: string): void;
}
export interface Dialling {
  readonly to: NodeView;
  readonly credentials: ChannelCredentials;
  /** Encoded. */
  readonly hello: Buffer;
}

/** One attempt at one node, and the stream that it becomes. */
export class OutgoingStream {
  readonly #events: StreamEvents;
  readonly #to: NodeView;
  readonly #client: Client;
  readonly #call: ClientDuplexStream<Buffer, Buffer>;
  readonly #deadline: Disposable;
  #state: "dialling" | "up" | "over" = "dialling";
  #finished: (() => void) | undefined;

  constructor(clock: Clock, { to, credentials, hello }: Dialling, settings: LinkSettings, events: StreamEvents) {
    this.#events = events;
    this.#to = to;
    this.#client = new Client(to.busAddress, credentials, clientOptions(settings));
    const { path, requestSerialize, responseDeserialize } = linkMethod;
    this.#call = this.#client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
    this.#deadline = clock.after(settings.dialTimeoutMs, () => {
      if (this.#state === "dialling") this.#over("no answer in time");
    });
    this.#call.on("data", (bytes: Buffer) => this.#take(bytes));
    this.#call.on("drain", () => this.#state === "up" && events.drained());
    this.#call.on("error", (error: ServiceError) => this.#over(plainReason(error.details || errorMessage(error))));
    this.#call.on("end", () => this.#over("the other side ended it"));
    this.#call.write(hello);
  }

  /** False: full, wait for `drained`. */
  write(message: Buffer): boolean {
    return this.#call.write(message);
  }

  /** Writes no more; resolves when the other has taken everything, or the stream is over, or `signal` says so. */
  finish(signal: AbortSignal): Promise<void> {
    if (this.#state === "over") return Promise.resolve();
    return new Promise((resolve) => {
      this.#finished = resolve;
      signal.addEventListener("abort", () => this.close(), { once: true });
      if (signal.aborted) this.close();
      else this.#call.end();
    });
  }

  close(): void {
    this.#over("closed");
  }

  #take(bytes: Buffer): void {
    if (this.#state !== "dialling") return;
    const message = decodeBusEnvelope(bytes)?.message;
    if (message?.kind !== "hello") return void this.#over("it does not say hello");
    const { slot, epoch } = this.#to;
    if (message.slot !== slot || message.epoch !== epoch)
      return void this.#over("another node, or another life of it, answers there");
    this.#state = "up";
    this.#deadline[Symbol.dispose]();
    this.#events.up();
  }

  #over(reason: string): void {
    if (this.#state === "over") return;
    this.#state = "over";
    this.#deadline[Symbol.dispose]();
    this.#call.cancel();
    this.#client.close();
    if (this.#finished === undefined) this.#events.down(reason);
    else this.#finished();
  }
}

/** Without what gRPC writes around the reason. */
function plainReason(text: string): string {
  return text
    .replace(/^No connection established\. Last error: (?:Error: )?/, "")
    .replace(/\.? Resolution note: *$/, "");
}
