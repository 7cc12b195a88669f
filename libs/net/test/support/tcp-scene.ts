import { encodeFrame } from "@fairlead/wire";
import { type Listener, listenTcp, type TcpConnection, type TcpSettings } from "../../src/index.ts";
import { RawClient } from "./raw-client.ts";
import { acceptSettings, RecordedPorts } from "./recorded-ports.ts";
import { RecordingAcceptor } from "./recording-acceptor.ts";
import { until } from "./until.ts";

/** A frame with text in it. */
export const frame = (text: string): Buffer => encodeFrame(Buffer.from(text));

/** A TCP listener, its clients, and what it heard; all closed in the end. */
export class TcpScene implements AsyncDisposable {
  readonly ports = new RecordedPorts();
  readonly acceptor = new RecordingAcceptor<TcpConnection>();
  readonly #stack = new AsyncDisposableStack();
  #listener: Listener | undefined;

  static async open(changes: Partial<TcpSettings> = {}): Promise<TcpScene> {
    const scene = new TcpScene();
    const settings = { ...acceptSettings(), ...changes };
    scene.#listener = scene.#stack.use(await listenTcp(settings, scene.ports, scene.acceptor.accept));
    return scene;
  }

  get listener(): Listener {
    if (this.#listener === undefined) throw new Error("not open");
    return this.#listener;
  }

  async client(options: { localAddress?: string } = {}): Promise<RawClient> {
    return this.#stack.use(await RawClient.connect(this.listener.port, options));
  }

  announced(count = 1): Promise<void> {
    return until(() => this.acceptor.heard.length >= count, `${count} connections`);
  }

  async messages(count: number): Promise<string[]> {
    await this.announced();
    await until(() => this.acceptor.first.messages.length >= count, `${count} messages`);
    return this.acceptor.first.texts;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}
