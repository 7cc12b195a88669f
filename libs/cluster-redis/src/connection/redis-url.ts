import { RedisUrlError } from "../errors.ts";

export interface RedisPlace {
  readonly host: string;
  readonly port: number;
}

/** What a URL says of where Redis is and who we are there. */
export interface RedisAddress {
  readonly mode: "single" | "sentinel" | "cluster";
  readonly places: readonly RedisPlace[];
  readonly tls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** Number of the database; always 0 in a Redis Cluster. */
  readonly database: number;
  /** The name that Sentinels know the master by. */
  readonly masterName: string;
}

const SCHEME = /^(redis|rediss)(?:\+(sentinel|cluster))?:\/\//i;
const FORMS =
  "redis://HOST:PORT, redis+sentinel://HOST:PORT,HOST:PORT/MASTER or redis+cluster://HOST:PORT,HOST:PORT, with rediss for TLS";
const DEFAULT_PORT = 6379;
const SENTINEL_PORT = 26_379;

/** Reads `redis://[user:password@]host:port[/db]` and its Sentinel and Cluster forms. Throws RedisUrlError, never with the password in its message. */
export function parseRedisUrl(text: string): RedisAddress {
  const scheme = SCHEME.exec(text);
  if (scheme === null) throw new RedisUrlError(`the Redis URL has none of the forms ${FORMS}`);
  const mode = (scheme[2]?.toLowerCase() ?? "single") as RedisAddress["mode"];
  const rest = text.slice(scheme[0].length);
  const at = rest.lastIndexOf("@");
  const [hosts = "", ...path] = rest.slice(at + 1).split("/");
  const places = hosts.split(",").map((host) => placeOf(host, mode === "sentinel" ? SENTINEL_PORT : DEFAULT_PORT));
  if (mode === "single" && places.length > 1) throw new RedisUrlError(`several hosts need one of the forms ${FORMS}`);
  const tls = scheme[1]?.toLowerCase() === "rediss";
  return { mode, places, tls, ...userOf(rest.slice(0, Math.max(at, 0))), ...pathOf(mode, path) };
}

/** For people: where, without who. */
export function redisPlaceText(address: RedisAddress): string {
  const places = address.places.map(({ host, port }) => `${host.includes(":") ? `[${host}]` : host}:${port}`).join(",");
  return address.mode === "single" ? places : `${address.mode} ${places}`;
}

function placeOf(text: string, defaultPort: number): RedisPlace {
  const parts = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text);
  const host = parts?.[1] ?? parts?.[2];
  const port = Number(parts?.[3] ?? defaultPort);
  if (host === undefined || port < 1 || port > 65_535)
    throw new RedisUrlError(`"${text}" in the Redis URL is no HOST:PORT`);
  return { host, port };
}

function userOf(text: string): Pick<RedisAddress, "username" | "password"> {
  if (text === "") return { username: undefined, password: undefined };
  const colon = text.indexOf(":");
  const username = decoded(colon < 0 ? text : text.slice(0, colon));
  return {
    username: username === "" ? undefined : username,
    password: colon < 0 ? undefined : decoded(text.slice(colon + 1)),
  };
}

function pathOf(mode: RedisAddress["mode"], path: readonly string[]): Pick<RedisAddress, "database" | "masterName"> {
  const masterName = mode === "sentinel" ? decoded(path[0] ?? "") : "";
  if (mode === "sentinel" && masterName === "")
    throw new RedisUrlError("the Redis URL names no master: redis+sentinel://HOST:PORT/MASTER");
  const database = (mode === "sentinel" ? path[1] : path[0]) ?? "";
  if (!/^\d{0,4}$/.test(database)) throw new RedisUrlError(`"${database}" in the Redis URL is no number of a database`);
  if (mode === "cluster" && Number(database) !== 0) throw new RedisUrlError("a Redis Cluster has database 0 only");
  return { database: Number(database), masterName };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RedisUrlError("a % in the Redis URL is not followed by two hex digits");
  }
}
