import { WireError } from "./errors.ts";

const LARGEST_PAYLOAD_BYTES = 0x3fff_ffff;
/** Below this, a chunk costs more than its bytes and is joined with the next. */
const SMALL_CHUNK_BYTES = 16 * 1024;
const EMPTY = Buffer.alloc(0);

function headerLength(payloadBytes: number): number {
  if (payloadBytes <= 0x3f) return 1;
  if (payloadBytes <= 0x3fff) return 2;
  return payloadBytes <= 0x3f_ffff ? 3 : 4;
}

function writeHeader(target: Buffer, payloadBytes: number, headerBytes: number): void {
  target.writeUIntLE(payloadBytes * 4 + headerBytes - 1, 0, headerBytes);
}

function refuseOversize(payloadBytes: number, maxBytes: number): void {
  if (payloadBytes <= maxBytes) return;
  throw new WireError("WIRE_FRAME_TOO_LONG", `a frame of ${payloadBytes} bytes is over the cap of ${maxBytes}`);
}

/** The header of a frame whose payload has this many bytes, in its shortest form [FR-1]. Throws WIRE_FRAME_TOO_LONG over 2^30 − 1. */
export function encodeFrameHeader(payloadBytes: number): Buffer {
  refuseOversize(payloadBytes, LARGEST_PAYLOAD_BYTES);
  const header = Buffer.allocUnsafe(headerLength(payloadBytes));
  writeHeader(header, payloadBytes, header.length);
  return header;
}

/** Header and payload in one buffer [FR-1]. */
export function encodeFrame(payload: Uint8Array): Buffer {
  refuseOversize(payload.length, LARGEST_PAYLOAD_BYTES);
  const headerBytes = headerLength(payload.length);
  const frame = Buffer.allocUnsafe(headerBytes + payload.length);
  writeHeader(frame, payload.length, headerBytes);
  frame.set(payload, headerBytes);
  return frame;
}

/**
 * Cuts a byte stream into payloads [FR-1]. Keeps references to the chunks it is given and copies only what spans several. A header over the cap
 * throws before anything is allocated [FR-3]; the decoder is of no use afterwards.
 */
export class FrameDecoder {
  maxPayloadBytes: number;
  #chunks: Buffer[] = [];
  #buffered = 0;

  constructor(maxPayloadBytes: number) {
    this.maxPayloadBytes = maxPayloadBytes;
  }

  /** Bytes received and not yet answered as payloads. */
  get bufferedBytes(): number {
    return this.#buffered;
  }

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    this.#buffered += chunk.length;
    this.#joinSmall();
  }

  /** The next whole payload, or `undefined` until more bytes come. Throws WIRE_FRAME_TOO_LONG. */
  next(): Buffer | undefined {
    if (this.#buffered === 0) return undefined;
    const headerBytes = (this.#byteAt(0) & 3) + 1;
    if (this.#buffered < headerBytes) return undefined;
    const payloadBytes = this.#announced(headerBytes);
    refuseOversize(payloadBytes, this.maxPayloadBytes);
    if (this.#buffered < headerBytes + payloadBytes) return undefined;
    this.#take(headerBytes);
    return this.#take(payloadBytes);
  }

  /** Everything not yet answered, in order; the decoder is empty afterwards. */
  takeRest(): Buffer {
    return this.#take(this.#buffered);
  }

  /** Joins as a binary counter carries: a sender of single bytes costs their memory and little copying, a long frame in large chunks none. */
  #joinSmall(): void {
    for (;;) {
      const [before, last] = this.#chunks.slice(-2);
      if (before === undefined || last === undefined) return;
      if (last.length >= SMALL_CHUNK_BYTES || before.length > last.length) return;
      this.#chunks.splice(-2, 2, Buffer.concat([before, last]));
    }
  }

  #announced(headerBytes: number): number {
    let header = 0;
    for (let at = headerBytes - 1; at >= 0; at -= 1) header = header * 256 + this.#byteAt(at);
    return Math.floor(header / 4);
  }

  #byteAt(position: number): number {
    let offset = position;
    for (const chunk of this.#chunks) {
      if (offset < chunk.length) return chunk[offset] ?? 0;
      offset -= chunk.length;
    }
    return 0;
  }

  #take(byteCount: number): Buffer {
    if (byteCount === 0) return EMPTY;
    this.#buffered -= byteCount;
    const first = this.#chunks[0] ?? EMPTY;
    if (byteCount <= first.length) return this.#takeFromFirst(first, byteCount);
    const all = this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
    this.#chunks = [];
    return this.#takeFromFirst(all, byteCount);
  }

  #takeFromFirst(first: Buffer, byteCount: number): Buffer {
    if (byteCount === first.length) this.#chunks.shift();
    else this.#chunks[0] = first.subarray(byteCount);
    return first.subarray(0, byteCount);
  }
}
