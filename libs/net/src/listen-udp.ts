import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import type { DropCounter } from "@fairlead/base";
import { formatSocketAddress, type SocketAddress, socketAddress } from "@fairlead/wire";
import { bindCandidates, isFamilyMissing, throwListenError } from "./bind.ts";
import type { ListenPorts } from "./listen-settings.ts";
import type { DatagramReceiver, UdpListener, UdpSettings } from "./udp-listener.ts";

/** Datagrams that the kernel has not taken yet; it normally takes each at once. */
const MAX_PENDING = 16_384;

/** Binds one UDP socket: dual-stack, else IPv4, or the given address [TR-1]. Rejects with `ListenError`. */
export async function listenUdp(
  settings: UdpSettings,
  ports: ListenPorts,
  receive: DatagramReceiver,
): Promise<UdpListener> {
  const candidates = bindCandidates(settings.at.bind);
  for (const [index, host] of candidates.entries()) {
    const socket = openSocket(host, settings);
    try {
      await bound(socket, host, settings.at.port);
      return new BoundUdp(socket, settings, ports, receive);
    } catch (error) {
      socket.close();
      if (isFamilyMissing(error) && index + 1 < candidates.length) continue;
      throwListenError("udp", formatSocketAddress({ ip: host, port: settings.at.port }), error);
    }
  }
  throw new RangeError("no address to bind");
}

/** The sender as rules, stores and keys want it: normalised [AD-1]. */
export function udpSource(rinfo: RemoteInfo): SocketAddress {
  return socketAddress(rinfo.address, rinfo.port);
}

function openSocket(host: string, settings: UdpSettings): Socket {
  const type = host.includes(":") ? "udp6" : "udp4";
  const { receiveBufferBytes } = settings;
  return createSocket({
    type,
    lookup: answerAtOnce,
    ...(receiveBufferBytes === undefined ? {} : { recvBufferSize: receiveBufferBytes }),
  });
}

/** Every destination is an IP address already; Node would ask its resolver and come back a tick later. */
function answerAtOnce(
  address: string,
  _options: unknown,
  callback: (error: Error | null, address: string, family: number) => void,
): void {
  callback(null, address, address.includes(":") ? 6 : 4);
}

function bound(socket: Socket, address: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind({ address, port, exclusive: true }, () => {
      socket.removeListener("error", reject);
      resolve();
    });
  });
}

class BoundUdp implements UdpListener {
  readonly port: number;
  readonly address: string;
  readonly #socket: Socket;
  readonly #drops: DropCounter;
  readonly #mapped: boolean;
  #pending = 0;
  #open = true;

  constructor(socket: Socket, settings: UdpSettings, ports: ListenPorts, receive: DatagramReceiver) {
    const { address, port } = socket.address();
    this.address = address;
    this.port = port;
    this.#socket = socket;
    this.#drops = ports.drops;
    this.#mapped = address.includes(":");
    socket.on("message", receive);
    socket.on("error", (error) =>
      ports.logger.warn("listener.udp_error", { listener: settings.name, reason: error.message }),
    );
  }

  /**
   * One callback for every send; a closed socket, port 0 or an address of the other family throws or fails, and costs
   * this datagram only [UD-1].
   */
  send(bytes: Uint8Array, port: number, address: string): void {
    if (!this.#open || this.#pending >= MAX_PENDING) return void this.#drops.drop("send_failed");
    const text = this.#mapped && !address.includes(":") ? `::ffff:${address}` : address;
    this.#pending += 1;
    try {
      this.#socket.send(bytes, port, text, this.#onSent);
    } catch {
      this.#onSent(REFUSED);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    const closed = Promise.withResolvers<void>();
    this.#socket.close(() => closed.resolve());
    await closed.promise;
  }

  readonly #onSent = (error: Error | null): void => {
    this.#pending -= 1;
    if (error !== null) this.#drops.drop("send_failed");
  };
}

const REFUSED = new Error("the socket refused to send");
