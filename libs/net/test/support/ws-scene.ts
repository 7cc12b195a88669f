import { type ClientOptions, WebSocket } from "ws";
import { type Listener, listenWs, type PausableConnection, type WsSettings } from "../../src/index.ts";
import { RawClient } from "./raw-client.ts";
import { acceptSettings, RecordedPorts } from "./recorded-ports.ts";
import { RecordingAcceptor } from "./recording-acceptor.ts";
import { until } from "./until.ts";
import { upgradeRequest } from "./ws-frames.ts";

/** A WebSocket listener, its clients, and what it heard; all closed in the end. */
export class WsScene implements AsyncDisposable {
  readonly ports = new RecordedPorts();
  readonly acceptor = new RecordingAcceptor<PausableConnection>();
  readonly stack = new AsyncDisposableStack();
  readonly listener: Listener;

  private constructor(listener: Listener, ports: RecordedPorts, acceptor: RecordingAcceptor<PausableConnection>) {
    this.listener = this.stack.use(listener);
    this.ports = ports;
    this.acceptor = acceptor;
  }

  static async open(changes: Partial<WsSettings> = {}): Promise<WsScene> {
    const ports = new RecordedPorts();
    const acceptor = new RecordingAcceptor<PausableConnection>();
    const listener = await listenWs({ ...acceptSettings(), ...changes }, ports, acceptor.accept);
    return new WsScene(listener, ports, acceptor);
  }

  async raw(): Promise<RawClient> {
    return this.stack.use(await RawClient.connect(this.listener.port));
  }

  /** Upgraded, the answer's head still in `received`. */
  async upgraded(headers: Readonly<Record<string, string>> = {}, first = ""): Promise<RawClient> {
    const client = await this.raw();
    const announced = this.acceptor.heard.length + 1;
    client.write(first + upgradeRequest("/", headers));
    await until(() => this.acceptor.heard.length >= announced && client.received.includes("\r\n\r\n"), "the upgrade");
    return client;
  }

  async webSocket(path = "/", scheme = "ws", options: ClientOptions = {}): Promise<WebSocket> {
    const socket = new WebSocket(`${scheme}://127.0.0.1:${this.listener.port}${path}`, options);
    this.stack.defer(() => socket.terminate());
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    return socket;
  }

  async messages(count: number): Promise<string[]> {
    await until(() => this.acceptor.first.messages.length >= count, `${count} messages`);
    return this.acceptor.first.texts;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stack.disposeAsync();
  }
}
