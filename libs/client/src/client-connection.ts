import type { Random } from "@fairlead/base";
import {
  answerKeyExchange,
  decodeMessage,
  encodeMessage,
  type KeyExchangeAnswer,
  type OutgoingMessage,
  type RendezvousMessage,
  SecureChannel,
  type SocketAddress,
  WireError,
} from "@fairlead/wire";
import { ServerKeyMismatchError, UnexpectedAnswerError } from "./errors.ts";
import type { ClientTransport, PayloadStream } from "./payload-stream.ts";

/** One connection to a rendezvous server as a client uses it: messages, in clear or keyed. */
export class ClientConnection {
  readonly #stream: PayloadStream;
  #channel: SecureChannel | undefined;

  constructor(stream: PayloadStream) {
    this.#stream = stream;
  }

  get transport(): ClientTransport {
    return this.#stream.transport;
  }
  get local(): SocketAddress {
    return this.#stream.local;
  }
  get remote(): SocketAddress {
    return this.#stream.remote;
  }
  get secured(): boolean {
    return this.#channel !== undefined;
  }
  get ended(): boolean {
    return this.#stream.ended;
  }
  get whenEnded(): Promise<void> {
    return this.#stream.whenEnded;
  }

  send(message: OutgoingMessage): void {
    this.sendPayload(encodeMessage(message));
  }

  /** Bytes in place of a message, sealed when keyed. */
  sendPayload(payload: Uint8Array): void {
    this.#stream.send(this.#channel === undefined ? payload : this.#channel.seal(payload));
  }

  /** The empty frame, never sealed [KA-1]. */
  sendHeartbeat(): void {
    this.#stream.send(new Uint8Array(0));
  }

  /** The next payload, opened when keyed; empty = a heartbeat. */
  async receivePayload(deadlineMs: number): Promise<Buffer> {
    const payload = await this.#stream.receive(deadlineMs);
    if (this.#channel === undefined) return payload;
    const opened = this.#channel.open(payload);
    if (opened !== undefined) return opened;
    this.destroy();
    throw new UnexpectedAnswerError("a record that does not open");
  }

  /** The next message as a waiting client reads it: one unsolicited KeyExchange is skipped, anything else counts, an empty frame too. */
  async receive(deadlineMs: number): Promise<RendezvousMessage> {
    const first = await this.#receiveMessage(deadlineMs);
    return first.kind === "keyExchange" ? this.#receiveMessage(deadlineMs) : first;
  }

  /** The next message as a registered client reads it: `undefined` = a heartbeat, which is echoed at once unless told otherwise [KA-1]. */
  async receiveOrHeartbeat(deadlineMs: number, echo = true): Promise<RendezvousMessage | undefined> {
    const payload = await this.receivePayload(deadlineMs);
    if (payload.length > 0) return parse(payload);
    if (echo) this.sendHeartbeat();
    return undefined;
  }

  /** Completes the key exchange that the server begins [KX-1]. Rejects with `ServerKeyMismatchError` when another key signed it. */
  async secure(serverPublicKey: Uint8Array, random: Random, deadlineMs: number): Promise<void> {
    const offer = await this.#receiveMessage(deadlineMs);
    if (offer.kind !== "keyExchange") throw new UnexpectedAnswerError(`${offer.kind} in place of a key exchange`);
    const answer = answerOffer(offer.body.keys, serverPublicKey, random);
    this.send({ kind: "keyExchange", body: answer.reply });
    this.#channel = new SecureChannel(answer.sessionKey);
  }

  close(): void {
    this.#stream.close();
  }

  destroy(): void {
    this.#stream.destroy();
  }

  async #receiveMessage(deadlineMs: number): Promise<RendezvousMessage> {
    return parse(await this.receivePayload(deadlineMs));
  }
}

function parse(payload: Buffer): RendezvousMessage {
  const message = decodeMessage(payload);
  if (message === undefined) throw new UnexpectedAnswerError("not a message");
  return message;
}

function answerOffer(keys: readonly Uint8Array[], serverPublicKey: Uint8Array, random: Random): KeyExchangeAnswer {
  try {
    return answerKeyExchange(keys, serverPublicKey, random);
  } catch (cause) {
    if (!(cause instanceof WireError)) throw cause;
    if (cause.code === "WIRE_BAD_SIGNATURE") throw new ServerKeyMismatchError(cause.message, { cause });
    throw new UnexpectedAnswerError(cause.message, { cause });
  }
}
