const HEAD_BYTES = 12;
const TYPE_A = 1;

/** The name and type that a query asks for. */
export function questionOf(query: Buffer): { readonly name: string; readonly type: number; readonly bytes: Buffer } {
  const labels: string[] = [];
  let offset = HEAD_BYTES;
  for (let length = query[offset] ?? 0; length > 0; length = query[offset] ?? 0) {
    labels.push(query.toString("latin1", offset + 1, offset + 1 + length));
    offset += length + 1;
  }
  const type = query.readUInt16BE(offset + 1);
  return { name: labels.join(".").toLowerCase(), type, bytes: query.subarray(HEAD_BYTES, offset + 5) };
}

/** An authoritative answer with those addresses, each for a second; undefined = there is no such name. */
export function answerTo(query: Buffer, ips: readonly string[] | undefined): Buffer {
  const { type, bytes } = questionOf(query);
  const told = type === TYPE_A ? (ips ?? []) : [];
  const head = Buffer.alloc(HEAD_BYTES);
  query.copy(head, 0, 0, 2);
  head.writeUInt16BE(ips === undefined ? 0x8583 : 0x8580, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(told.length, 6);
  const records = told.map((ip) => Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, ...ip.split(".").map(Number)]));
  return Buffer.concat([head, bytes, ...records]);
}
