export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** An upgrade request in bytes. */
export function upgradeRequest(path = "/", headers: Readonly<Record<string, string>> = {}): string {
  const all = {
    Host: "localhost",
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `GET ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`;
}

/** A client's frame: masked, with the mask zero so that the payload reads as it is. */
export function wsFrame(opcode: number, payload: Uint8Array = new Uint8Array(), announced = payload.length): Buffer {
  return Buffer.concat([Buffer.of(0x80 | opcode), lengthField(announced), Buffer.alloc(4), payload]);
}

function lengthField(length: number): Buffer {
  if (length < 126) return Buffer.of(0x80 | length);
  const field = Buffer.alloc(length < 65_536 ? 3 : 9);
  field[0] = 0x80 | (length < 65_536 ? 126 : 127);
  if (length < 65_536) field.writeUInt16BE(length, 1);
  else field.writeBigUInt64BE(BigInt(length), 1);
  return field;
}
