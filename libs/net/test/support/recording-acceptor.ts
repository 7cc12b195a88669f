import type { ConnectionListener, MessageConnection, Opening } from "../../src/index.ts";

/** What one connection did. */
export class Heard<C extends MessageConnection> implements ConnectionListener {
  readonly connection: C;
  readonly opening: Opening;
  readonly messages: Buffer[] = [];
  drains = 0;
  ends = 0;
  onMessage: (payload: Buffer) => void = () => undefined;

  constructor(connection: C, opening: Opening) {
    this.connection = connection;
    this.opening = opening;
  }

  get texts(): string[] {
    return this.messages.map(String);
  }

  message(payload: Buffer): void {
    this.messages.push(payload);
    this.onMessage(payload);
  }

  drained(): void {
    this.drains += 1;
  }

  ended(): void {
    this.ends += 1;
  }
}

/** An acceptor that takes everything and remembers it, in order. */
export class RecordingAcceptor<C extends MessageConnection> {
  readonly heard: Heard<C>[] = [];
  onAccept: (heard: Heard<C>) => void = () => undefined;

  readonly accept = (connection: C, opening: Opening): ConnectionListener => {
    const heard = new Heard(connection, opening);
    this.heard.push(heard);
    this.onAccept(heard);
    return heard;
  };

  /** The first connection. */
  get first(): Heard<C> {
    const [first] = this.heard;
    if (first === undefined) throw new Error("no connection was announced");
    return first;
  }
}
