import { delay } from "@fairlead/base";
import { UdpClient } from "@fairlead/client";
import { clock } from "./clients.ts";

/** Everything that arrives at this socket within a time. */
export async function collectDatagrams(udp: UdpClient, forMs: number): Promise<Buffer[]> {
  const datagrams: Buffer[] = [];
  const endsAtMs = clock.now() + forMs;
  for (;;) {
    const leftMs = endsAtMs - clock.now();
    if (leftMs <= 0) return datagrams;
    const datagram = await udp.receiveBytes(leftMs).catch(() => undefined);
    if (datagram !== undefined) datagrams.push(datagram);
    else await delay(clock, 1);
  }
}

export const openUdp = (localAddress: string): Promise<UdpClient> => UdpClient.open({ clock, localAddress });
