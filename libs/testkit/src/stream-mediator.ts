import { delay } from "@fairlead/base";
import { type ClientConnection, ClientError } from "@fairlead/client";
import type { ClientState } from "./client-state.ts";
import { reactToRegistration } from "./registration-answers.ts";
import type { PushListener } from "./udp-mediator.ts";

/** Registration over TCP or WebSocket: RegisterPk only, heartbeats echoed, and again from the start when the connection ends. */
export class StreamMediator implements AsyncDisposable {
  readonly #state: ClientState;
  readonly #onPush: PushListener;
  readonly #stopping = new AbortController();
  #connection: ClientConnection | undefined;
  #running: Promise<void> = Promise.resolve();
  /** Heartbeats heard and echoed. */
  heartbeats = 0;
  connections = 0;
  /** False = heartbeats are heard and not echoed, as from a machine that fell asleep. */
  echoes = true;

  private constructor(state: ClientState, onPush: PushListener) {
    this.#state = state;
    this.#onPush = onPush;
  }

  static start(state: ClientState, onPush: PushListener): StreamMediator {
    const mediator = new StreamMediator(state, onPush);
    mediator.#running = mediator.#run();
    return mediator;
  }

  get connection(): ClientConnection | undefined {
    return this.#connection;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort();
    this.#connection?.destroy();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { clock, settings } = this.#state;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const startedMs = clock.now();
      try {
        await this.#live();
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
      } finally {
        this.#connection?.destroy();
        this.#connection = undefined;
        this.#state.online = false;
      }
      await delay(clock, Math.max(0, settings.timings.restartMs - (clock.now() - startedMs)), signal);
    }
  }

  /** One connection from dialling to its end. */
  async #live(): Promise<void> {
    const { dialler, webSocket, serverKey, random, settings } = this.#state;
    const connection = await dialler.rendezvous();
    this.#connection = connection;
    if (this.#stopping.signal.aborted) return;
    this.connections += 1;
    if (!webSocket && settings.securesRegistration)
      await connection.secure(serverKey, random, settings.timings.readTimeoutMs);
    this.#state.keyConfirmed = false;
    using _again = this.#registerUntilConfirmed(connection);
    for (;;) await this.#hearOne(connection);
  }

  #registerUntilConfirmed(connection: ClientConnection): Disposable {
    const { clock, settings } = this.#state;
    const register = (): void => {
      if (!this.#state.keyConfirmed) this.#register(connection);
    };
    register();
    return clock.every(settings.timings.streamRegisterRetryMs, register);
  }

  #register(connection: ClientConnection): void {
    connection.send({ kind: "registerPk", body: this.#state.registerPk });
  }

  async #hearOne(connection: ClientConnection): Promise<void> {
    const message = await connection.receiveOrHeartbeat(this.#state.keepAliveMs * 1.5, this.echoes);
    if (message === undefined) {
      this.heartbeats += 1;
      return;
    }
    if (reactToRegistration(this.#state, message) === "registerPk") this.#register(connection);
    this.#onPush(message);
  }
}
