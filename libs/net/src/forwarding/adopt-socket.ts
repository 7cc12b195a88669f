import { Socket, type SocketConstructorOpts } from "node:net";
import type { DuplexOptions } from "node:stream";

/** What reads into memory of our choice. `next` may answer undefined: the same buffer again. */
export interface ReadPlan {
  next(): Buffer | undefined;
  /** Returns false to stop reading. */
  read(byteCount: number, buffer: Buffer): boolean;
}

/**
 * Node takes `onread` only in a socket's constructor, and accepted sockets are constructed by Node. So the accepted socket's handle moves into a second
 * socket, as Node's own accept code does it: `handle` with a live connection and `pauseOnCreate` are not documented. The first socket is left empty.
 */
type Handle = NonNullable<SocketConstructorOpts["handle"]>;
type AdoptOptions = SocketConstructorOpts &
  Pick<DuplexOptions, "writableHighWaterMark"> & { readonly handle: Handle; readonly pauseOnCreate: boolean };
/** The field under which Node keeps the kernel's handle; absent on sockets that are not plain TCP or pipes. */
interface HandleHolder {
  _handle?: Handle | null;
}

/**
 * Never asked to wait: `drain` is of no use to us because it also comes when nothing waited; see `TcpLeg.write`. An integer below 2^31 is what streams
 * accept.
 */
const NO_WATERMARK = 2 ** 30;

/** A paused socket with the same connection that reads by `plan`, or undefined where this Node has no such handle: use 'data' events then. */
export function adoptSocket(accepted: Socket, plan: ReadPlan): Socket | undefined {
  const holder: HandleHolder = accepted as Socket & HandleHolder;
  const handle = holder._handle;
  if (handle === undefined || handle === null) return undefined;
  holder._handle = null;
  const options: AdoptOptions = {
    handle,
    pauseOnCreate: true,
    allowHalfOpen: true,
    writableHighWaterMark: NO_WATERMARK,
    onread: { buffer: nextBuffer(plan), callback: (byteCount, bytes) => plan.read(byteCount, bytes as Buffer) },
  };
  return new Socket(options);
}

/** Node keeps the buffer when the function returns something that is not one; its type does not say so. */
function nextBuffer(plan: ReadPlan): () => Buffer {
  return () => plan.next() as Buffer;
}
