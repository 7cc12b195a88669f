import { connect, createServer, type Socket } from "node:net";
import { Meter, uncountedDrops } from "@fairlead/base";
import { ReadBuffers, SocketForwardingEngine, TcpLeg } from "@fairlead/net";
import { createSystemClock } from "@fairlead/runtime";

/**
 * One forwarder in a process of its own: accepts, dials the target, and joins the two. `ours` by the engine that the relay runs, `pipe` by `a.pipe(b)`.
 * Prints its port and serves until it is killed.
 */
const [kind, targetPort] = process.argv.slice(2);
const clock = createSystemClock({ now: () => performance.now(), wall: () => Date.now() });
const engine = new SocketForwardingEngine({ drops: uncountedDrops });
const buffers = new ReadBuffers();
const lane = () => ({ meter: new Meter(), buckets: [] });

function joinByEngine(accepted: Socket, dialled: Socket): void {
  const legs = [accepted, dialled].map((socket) => new TcpLeg({ socket, rest: Buffer.alloc(0) }, buffers));
  const [first, second] = legs;
  if (first === undefined || second === undefined) return;
  const options = { clock, idleTimeoutMs: 30_000, forward: lane(), backward: lane() };
  void engine.join(first, second, { ...options, signal: new AbortController().signal });
}

function joinByPipe(accepted: Socket, dialled: Socket): void {
  for (const socket of [accepted, dialled]) socket.on("error", () => socket.destroy());
  accepted.pipe(dialled);
  dialled.pipe(accepted);
}

const join = kind === "ours" ? joinByEngine : joinByPipe;
const server = createServer({ pauseOnConnect: true, allowHalfOpen: true, noDelay: true }, (accepted) => {
  const dialled = connect({ port: Number(targetPort), host: "127.0.0.1", noDelay: true, allowHalfOpen: true });
  dialled.once("connect", () => {
    dialled.pause();
    join(accepted, dialled);
  });
  dialled.once("error", () => accepted.destroy());
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) process.stdout.write(`${address.port}\n`);
});
