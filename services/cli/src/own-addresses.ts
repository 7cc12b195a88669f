import type { NetworkInterfaceInfo } from "node:os";

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/**
 * The addresses under which others may reach this machine, by its own interfaces; nobody outside is asked. IPv4 first. Loopback and link-local
 * addresses are nobody else's; bridges of containers come last because they rarely help.
 */
export function ownAddresses(interfaces: Interfaces): readonly string[] {
  const found = Object.entries(interfaces).flatMap(([name, infos]) => (infos ?? []).map((info) => ({ name, info })));
  return found
    .filter(({ info }) => !info.internal && !/^(169\.254\.|fe80:)/i.test(info.address))
    .sort((a, b) => rank(a.name, a.info) - rank(b.name, b.info))
    .map(({ info }) => info.address);
}

function rank(name: string, info: NetworkInterfaceInfo): number {
  const bridge = /^(docker|br-|veth|virbr|cni|flannel|podman)/.test(name) ? 2 : 0;
  return bridge + (info.family === "IPv4" ? 0 : 1);
}
