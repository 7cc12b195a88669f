import type { BusMessage } from "@fairlead/wire";
import { decodeBusEnvelope, encodeBusEnvelope } from "@fairlead/wire";
import { type ChannelCredentials, Client, type ClientDuplexStream, type ServiceError } from "@grpc/grpc-js";
import { linkMethod } from "../../src/links/link-method.ts";

/** A client that says whatever it likes. */
export class RawLink implements Disposable {
  readonly #client: Client;
  readonly #call: ClientDuplexStream<Buffer, Buffer>;
  readonly heard: BusMessage[] = [];
  /** What the server said when it ended the stream. */
  readonly ended: Promise<string>;

  constructor(address: string, credentials: ChannelCredentials) {
    this.#client = new Client(address, credentials, {
      "grpc.ssl_target_name_override": "x",
      "grpc.use_local_subchannel_pool": 1,
    });
    this.#call = this.#client.makeBidiStreamRequest(
      linkMethod.path,
      linkMethod.requestSerialize,
      linkMethod.responseDeserialize,
    );
    this.#call.on("data", (bytes: Buffer) => {
      const message = decodeBusEnvelope(bytes)?.message;
      if (message !== undefined) this.heard.push(message);
    });
    this.ended = new Promise((resolve) => {
      this.#call.on("error", (error: ServiceError) => resolve(error.details));
      this.#call.on("end", () => resolve(""));
    });
  }

  say(message: BusMessage): void {
    this.write(encodeBusEnvelope({ number: 0, message }));
  }
  write(bytes: Uint8Array): void {
    this.#call.write(Buffer.from(bytes));
  }
  [Symbol.dispose](): void {
    this.#call.cancel();
    this.#client.close();
  }
}
