import { connect, type Socket } from "node:net";
import { type Clock, delay } from "@fairlead/base";
import { relayLegMessage } from "@fairlead/client";
import { encodeFrame, encodeMessage } from "@fairlead/wire";
import { sourceAddress } from "./loopback-sources.ts";
import type { ServerProcess } from "./server-process.ts";

export interface HostileTotals {
  readonly attempts: number;
  readonly refusedToConnect: number;
  /** Resident memory gained per attempt once all attempts are over and had time to expire. */
  readonly growthBytesPerAttempt: number;
  /** The same while as many as possible stand. */
  readonly peakBytesPerAttempt: number;
}

export interface HostileOptions {
  readonly attempts: number;
  /** Connections standing at a time. */
  readonly atOnce: number;
  readonly port: number;
  /** Said first on each connection; nothing when absent. */
  readonly firstBytes?: (n: number) => Uint8Array;
  /** How long a wave stands before it is cut. */
  readonly holdMs: number;
  /** How long the server is left alone afterwards. */
  readonly settleMs: number;
  readonly onProgress: (attempts: number) => void;
}

/** A first frame of a session that nobody brokered. */
export function inventedLeg(n: number, licenceKey: string): Uint8Array {
  const uuid = `invented-${n.toString(16).padStart(12, "0")}`;
  return encodeFrame(encodeMessage({ kind: "requestRelay", body: relayLegMessage({ uuid, licenceKey, id: "" }) }));
}

/** Opens connections in waves and looks what they cost the server. */
export async function runHostile(clock: Clock, server: ServerProcess, options: HostileOptions): Promise<HostileTotals> {
  const beforeBytes = await server.residentBytes();
  let attempts = 0;
  let refused = 0;
  let peakBytes = beforeBytes;
  while (attempts < options.attempts) {
    const wave = Math.min(options.atOnce, options.attempts - attempts);
    const sockets = await Promise.all(
      Array.from({ length: wave }, (_, i) => openOne(clock, server, options, attempts + i)),
    );
    refused += sockets.filter((socket) => socket === undefined).length;
    attempts += wave;
    options.onProgress(attempts);
    await delay(clock, options.holdMs);
    peakBytes = Math.max(peakBytes, await server.residentBytes());
    for (const socket of sockets) socket?.destroy();
  }
  await delay(clock, options.settleMs);
  const afterBytes = await server.residentBytes();
  return {
    attempts,
    refusedToConnect: refused,
    growthBytesPerAttempt: (afterBytes - beforeBytes) / Math.max(1, attempts),
    peakBytesPerAttempt: (peakBytes - beforeBytes) / Math.max(1, Math.min(attempts, options.atOnce)),
  };
}

function openOne(clock: Clock, server: ServerProcess, options: HostileOptions, n: number): Promise<Socket | undefined> {
  const { port, firstBytes } = options;
  const socket = connect({ host: server.ports.address, port, localAddress: sourceAddress(2_000_000 + (n % 50_000)) });
  socket.on("error", () => socket.destroy());
  return new Promise((resolve) => {
    const timer = clock.after(5000, () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once("connect", () => {
      timer[Symbol.dispose]();
      if (firstBytes !== undefined) socket.write(firstBytes(n));
      resolve(socket);
    });
    socket.once("close", () => {
      timer[Symbol.dispose]();
      resolve(undefined);
    });
  });
}
