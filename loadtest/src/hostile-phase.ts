import { connect, type Socket } from "node:net";
import { type Clock, delay } from "@fairlead/base";
import { relayLegMessage } from "@fairlead/client";
import { encodeFrame, encodeMessage } from "@fairlead/wire";
import { sourceAddress } from "./loopback-sources.ts";
import type { ServerProcess } from "./server-process.ts";

export interface HostileTotals {
  readonly attempts: number;
  readonly refusedToConnect: number;
  /**
   * Resident memory gained per attempt from the end of the first quarter to the time after all have expired. The first quarter fills what any flood
   * may fill: bounded tables, and a heap that is not given back.
   */
  readonly growthBytesPerAttempt: number;
  /** Gained while as many as possible stand, for each that stands. */
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
  let warm: { readonly attempts: number; readonly bytes: number } | undefined;
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
    if (warm === undefined && attempts * 4 >= options.attempts)
      warm = { attempts, bytes: await server.residentBytes() };
  }
  await delay(clock, options.settleMs);
  const afterBytes = await server.residentBytes();
  return {
    attempts,
    refusedToConnect: refused,
    growthBytesPerAttempt: (afterBytes - (warm?.bytes ?? beforeBytes)) / Math.max(1, attempts - (warm?.attempts ?? 0)),
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
