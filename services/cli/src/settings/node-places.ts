import { isIPv6 } from "node:net";
import type { HostPort } from "@fairlead/server";
import type { WordReader } from "./word-reader.ts";

const EVERY_ADDRESS = "::";
const LARGEST_PORT = 65_535;
export const isEveryAddress = (host: string): boolean => host === EVERY_ADDRESS || host === "0.0.0.0";

/** `HOST`, `HOST:PORT`, `[IPV6]:PORT`, or a port alone, which means every address; `undefined` for what is none of these. */
export function parsePlace(text: string, defaultPort: number): HostPort | undefined {
  if (/^\d+$/.test(text)) return placeOf("", text);
  if (isIPv6(text)) return placeOf(text, String(defaultPort));
  const parts = /^(?:\[([^\]]+)\]|([^:[\]]*))(?::(\d{1,5}))?$/.exec(text);
  return parts === null ? undefined : placeOf(parts[1] ?? parts[2] ?? "", parts[3] ?? String(defaultPort));
}

function placeOf(host: string, portText: string): HostPort | undefined {
  const port = Number(portText);
  return port >= 1 && port <= LARGEST_PORT ? { host: host === "" ? EVERY_ADDRESS : host, port } : undefined;
}

/** As people and other nodes write it. */
export function placeText({ host, port }: HostPort): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

export interface AddressFacts {
  /** What the client ports are bound to; `undefined` = all. */
  readonly bindHost: string | undefined;
  /** This machine's own, best first. */
  readonly ownAddresses: readonly string[];
}

/** Where a port between nodes listens; on the client ports' address unless one is written. */
export function listenPlace(reader: WordReader, name: string, defaultPort: number, facts: AddressFacts): HostPort {
  const text = reader.filledText(name) ?? "";
  const place = parsePlace(text, defaultPort);
  if (place === undefined) return reader.refuse(name, `${text} is no HOST:PORT`, `write HOST:${defaultPort}`);
  return isEveryAddress(place.host) && facts.bindHost !== undefined && /^\d*$/.test(text)
    ? { ...place, host: facts.bindHost }
    : place;
}

/** How other nodes dial that port: as told, else where it listens, else this machine's only address. Several are not guessed among. */
export function advertisedPlace(reader: WordReader, name: string, listen: HostPort, facts: AddressFacts): HostPort {
  const text = reader.filledText(name);
  if (text !== undefined) {
    const place = parsePlace(text, listen.port);
    if (place !== undefined && !isEveryAddress(place.host)) return place;
    return reader.refuse(name, `${text} is nothing that other nodes can dial`, `write HOST:${listen.port}`);
  }
  if (!isEveryAddress(listen.host)) return listen;
  return { host: onlyAddress(reader, name, listen.port, facts.ownAddresses), port: listen.port };
}

/** Warns where it takes one unasked; refuses where there is more than one to take. */
export function onlyAddress(reader: WordReader, name: string, port: number, own: readonly string[]): string {
  const [first, ...more] = own.filter((address) => !isIPv6(address)).concat(own.filter(isIPv6));
  if (first === undefined) {
    return reader.refuse(name, "this machine has no address that others could dial", `give --${name} HOST:${port}`);
  }
  const rivals = more.filter((address) => isIPv6(address) === isIPv6(first));
  if (rivals.length > 0) {
    const all = [first, ...rivals].join(", ");
    return reader.refuse(name, `this machine has several addresses (${all})`, `say which: --${name} HOST:${port}`);
  }
  reader.notices.warn({
    reason: `others are told ${first}, this machine's own address`,
    setting: reader.setting(name),
    do: `give --${name} HOST:${port} when they reach it under another`,
  });
  return first;
}
