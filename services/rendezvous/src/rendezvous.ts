import type { SharedState } from "@fairlead/cluster";
import type { Listener, UdpListener } from "@fairlead/net";
import { askAway, type DrainOptions } from "./asking-away.ts";
import { RendezvousState } from "./rendezvous-state.ts";
import type { Workings } from "./workings.ts";

export interface RendezvousListeners {
  readonly udp: UdpListener;
  readonly main: Listener;
  readonly natTest: Listener;
  readonly ws: Listener;
  readonly internal: Listener | undefined;
}

/** A rendezvous that is up. Disposing ends everything now; `drain` first lets others take over, `stopAccepting` lets nobody new in. */
export class Rendezvous implements AsyncDisposable {
  /** @internal For this package's commands. */
  readonly workings: Workings;
  /** What `ctl` may change for all nodes at once. */
  readonly shared: SharedState;
  readonly #listeners: RendezvousListeners;
  readonly #started: AsyncDisposableStack;
  #draining: AbortController | undefined;

  constructor(workings: Workings, listeners: RendezvousListeners, started: AsyncDisposableStack) {
    this.workings = workings;
    this.shared = new RendezvousState(workings.live);
    this.#listeners = listeners;
    this.#started = started;
  }

  /** UDP and TCP. */
  get port(): number {
    return this.#listeners.main.port;
  }

  get natTestPort(): number {
    return this.#listeners.natTest.port;
  }

  get wsPort(): number {
    return this.#listeners.ws.port;
  }

  /**
   * Devices with a connection are asked away, then requests that wait are waited for [CL-47]; everybody is served on meanwhile. Resolves when both are done, or
   * when `undrain` was called; called again it starts anew.
   */
  async drain(options: DrainOptions): Promise<void> {
    this.undrain();
    this.#draining = new AbortController();
    await askAway(this.workings, options, this.#draining.signal);
  }

  /** Nobody is asked away any more. Harmless when not draining. */
  undrain(): void {
    this.#draining?.abort();
    this.#draining = undefined;
  }

  /** Refuses new connections; those that exist, and datagrams, are served until disposal. Nothing here needs waiting for: clients come back by themselves. */
  stopAccepting(): void {
    for (const listener of this.#streams()) listener.stopAccepting();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.undrain();
    this.workings.ownership?.leave();
    await this.#started.disposeAsync();
  }

  #streams(): Listener[] {
    const { main, natTest, ws, internal } = this.#listeners;
    return internal === undefined ? [main, natTest, ws] : [main, natTest, ws, internal];
  }
}
