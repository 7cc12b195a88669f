import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { workerData } from "node:worker_threads";
import { encodeFrame } from "@fairlead/wire";
import { firstMessage } from "./relay-under-test.ts";

// A thread that relays `byteCount` through the relay on `port`, then sets and notifies `flag`: for a test whose own thread stands still meanwhile.
const { port, byteCount, flag } = workerData as { port: number; byteCount: number; flag: Int32Array };
const [one, other] = [await leg(), await leg()];
let arrived = 0;
other.on("data", (chunk) => {
  arrived += chunk.length;
  if (arrived < byteCount) return;
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
  one.destroy();
  other.destroy();
});
one.write(Buffer.alloc(byteCount));

async function leg(): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(encodeFrame(firstMessage({})));
  return socket;
}
