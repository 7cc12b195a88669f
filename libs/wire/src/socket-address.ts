/** An IP address and port. `ip` is canonical text without brackets or zone; IPv4-mapped and -compatible IPv6 is always written as IPv4 [AD-1]. */
export interface SocketAddress {
  readonly ip: string;
  readonly port: number;
}
