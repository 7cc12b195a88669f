/** The only source of randomness. Production fills it from the operating system's generator; tests from a seed. */
export interface Random {
  /** Uniform in [0, 2^32). */
  uint32(): number;
  /** Unpredictable bytes, fit for keys. */
  bytes(length: number): Uint8Array;
  /** A version 4 UUID in lower-case text (RFC 9562 §5.4). */
  uuid(): string;
}
