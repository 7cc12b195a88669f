import { NETWORK } from "@fairlead/kube-rig";
import {
  type ClientTimings,
  type ConnectOutcome,
  QUICK_TIMINGS,
  SimulatedClient,
  type SimulatedClientOptions,
} from "@fairlead/testkit";
import { clock, newId, random } from "../../whole/support/clients.ts";

/** A's patience is a real client's, heartbeats are quicker than real ones. */
export const PATIENT: ClientTimings = {
  ...QUICK_TIMINGS,
  registerIntervalMs: 5_000,
  registerRetryMs: 1_500,
  connectTimeoutMs: 18_000,
  readTimeoutMs: 18_000,
  punchWaitsMs: [3_000, 6_000, 9_000],
  restartMs: 1_000,
  listenMs: 18_000,
};
/** By which way a session came about, which then ends; or what its user read. */
export function pathOf(outcome: ConnectOutcome): string {
  if (outcome.kind === "failed") return outcome.text;
  outcome.session.stream.destroy();
  return outcome.session.path;
}

/** Hosts .1 to .9 are the test's own. */
const FIRST_HOST = 10;
const HOSTS = 240;

/** Clients somewhere on the internet, each on a host of its own as long as there are enough. */
export class OutsideClients implements AsyncDisposable {
  readonly #server: { readonly rendezvous: string; readonly key: string };
  readonly #open: SimulatedClient[] = [];
  #made = 0;

  constructor(server: { readonly rendezvous: string; readonly key: string }) {
    this.#server = server;
  }

  /** Is disposed with all others. */
  make(options: Partial<SimulatedClientOptions> = {}): SimulatedClient {
    const localAddress = NETWORK.outside(FIRST_HOST + (this.#made % HOSTS));
    this.#made += 1;
    const client = new SimulatedClient(
      { clock, random },
      { ...this.#server, id: newId(), localAddress, timings: PATIENT, ...options },
    );
    this.#open.push(client);
    return client;
  }

  /** Registered when it resolves. */
  async registered(options: Partial<SimulatedClientOptions> = {}): Promise<SimulatedClient> {
    const client = this.make(options);
    await client.register(30_000);
    return client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#open.map((client) => client[Symbol.asyncDispose]()));
  }
}
