/** What a record of a test database may hold. */
export type MmdbValue = string | number | { readonly [key: string]: MmdbValue };

/** A number is written as a double, as coordinates are; in the metadata as the integer it has to be. */
type Numbers = "double" | "uint32";

/**
 * The smallest writer of the MaxMind DB format, version 2: an IPv6 tree of 32-bit records, 16 zero bytes, the data, the metadata (https://maxmind.github.io/MaxMind-DB/).
 * IPv4 networks are at `::/96`, as in real ones.
 */
export function writeMmdb(type: string, networks: Readonly<Record<string, MmdbValue>>): Buffer {
  const data: Buffer[] = [];
  const tree = new Tree();
  let offset = 0;
  for (const [network, value] of Object.entries(networks)) {
    const bytes = encode(value, "double");
    tree.add(bitsOf(network), offset);
    data.push(bytes);
    offset += bytes.length;
  }
  const metadata = {
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_790_000_000,
    database_type: type,
    description: {},
    ip_version: 6,
    languages: {},
    node_count: tree.size,
    record_size: 32,
  };
  const mark = Buffer.from("abcdef4d61784d696e642e636f6d", "hex");
  return Buffer.concat([tree.bytes(), Buffer.alloc(16), ...data, mark, encode(metadata, "uint32")]);
}

type Node = [Node | number | undefined, Node | number | undefined];

class Tree {
  readonly #root: Node = [undefined, undefined];
  readonly #nodes: Node[] = [this.#root];

  get size(): number {
    return this.#nodes.length;
  }

  /** A number in a node is a place in the data. */
  add(bits: string, place: number): void {
    let node = this.#root;
    for (const bit of bits.slice(0, -1)) {
      const side = Number(bit) as 0 | 1;
      let next = node[side];
      if (typeof next !== "object") {
        next = [undefined, undefined];
        this.#nodes.push(next);
        node[side] = next;
      }
      node = next;
    }
    node[Number(bits.at(-1)) as 0 | 1] = place;
  }

  bytes(): Buffer {
    const numbers = new Map(this.#nodes.map((node, index) => [node, index]));
    const record = (one: Node | number | undefined): number => {
      if (one === undefined) return this.size;
      return typeof one === "number" ? this.size + 16 + one : (numbers.get(one) ?? 0);
    };
    const bytes = Buffer.alloc(this.size * 8);
    for (const [index, [left, right]] of this.#nodes.entries()) {
      bytes.writeUInt32BE(record(left), index * 8);
      bytes.writeUInt32BE(record(right), index * 8 + 4);
    }
    return bytes;
  }
}

/** Of `203.0.113.0/24` or `2001:db8:0:0:0:0:0:0/32`, without abbreviation. */
function bitsOf(network: string): string {
  const [address = "", length = ""] = network.split("/");
  const bits = (text: string, base: number, width: number): string =>
    Number.parseInt(text, base).toString(2).padStart(width, "0");
  if (address.includes(":"))
    return address
      .split(":")
      .map((part) => bits(part, 16, 16))
      .join("")
      .slice(0, Number(length));
  const ipv4 = address
    .split(".")
    .map((part) => bits(part, 10, 8))
    .join("");
  return `${"0".repeat(96)}${ipv4.slice(0, Number(length))}`;
}

function encode(value: MmdbValue, numbers: Numbers): Buffer {
  if (typeof value === "string") return Buffer.concat([control(2, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === "object") {
    const pairs = Object.entries(value).flatMap(([key, one]) => [encode(key, numbers), encode(one, numbers)]);
    return Buffer.concat([control(7, pairs.length / 2), ...pairs]);
  }
  const bytes = Buffer.alloc(numbers === "double" ? 8 : 4);
  if (numbers === "double") bytes.writeDoubleBE(value);
  else bytes.writeUInt32BE(value);
  return Buffer.concat([control(numbers === "double" ? 3 : 6, bytes.length), bytes]);
}

/** Sizes of 29 and more take a byte of their own. */
const control = (type: number, size: number): Buffer =>
  size < 29 ? Buffer.of((type << 5) | size) : Buffer.of((type << 5) | 29, size - 29);
