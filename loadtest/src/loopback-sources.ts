/** The n-th source address of 127.0.0.0/8, away from the low ones that servers use. */
export function sourceAddress(n: number): string {
  return `127.${64 + ((n >> 16) & 63)}.${(n >> 8) & 255}.${n & 255}`;
}
