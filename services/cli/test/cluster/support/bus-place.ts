import { findPort, TcpBalancer } from "@fairlead/testkit";

/** Where one node's bus is: directly, or behind a proxy that can be cut, so that nobody can speak to the node while it still speaks to others. */
export class BusPlace implements AsyncDisposable {
  readonly #address: string;
  readonly #port: number;
  readonly #proxyPort: number | undefined;
  #proxy: TcpBalancer | undefined;

  private constructor(address: string, port: number, proxyPort: number | undefined) {
    this.#address = address;
    this.#port = port;
    this.#proxyPort = proxyPort;
  }

  static async open(address: string, proxied: boolean): Promise<BusPlace> {
    const port = await findPort(address);
    const place = new BusPlace(address, port, proxied ? await findPort(address) : undefined);
    await place.heal();
    return place;
  }

  get words(): readonly string[] {
    const listen = ["--bus", `${this.#address}:${this.#port}`];
    return this.#proxyPort === undefined
      ? listen
      : [...listen, "--bus-advertise", `${this.#address}:${this.#proxyPort}`];
  }

  async cut(): Promise<void> {
    await this.#proxy?.[Symbol.asyncDispose]();
    this.#proxy = undefined;
  }

  async heal(): Promise<void> {
    if (this.#proxyPort === undefined || this.#proxy !== undefined) return;
    this.#proxy = await TcpBalancer.open({
      listenAddress: this.#address,
      listenPort: this.#proxyPort,
      targets: [{ host: this.#address, port: this.#port }],
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.cut();
  }
}
