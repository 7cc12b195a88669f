import type { Random } from "@fairlead/base";
import type { InstallNames } from "./install-names.ts";
import type { InstallObject, Values } from "./install-object.ts";
import { REDIS_ROLES, type RedisRole, redisUsersFile } from "./redis-users.ts";

export interface RedisWish {
  /** `embedded`: passwords and users are made. `external`: they are somebody else's. */
  readonly mode: "embedded" | "external";
  readonly prefix: string;
  /** Whose passwords must be there, of an external one. */
  readonly roles: readonly RedisRole[];
}

const PASSWORD_BYTES = 32;
const newPassword = (random: Random): string => Buffer.from(random.bytes(PASSWORD_BYTES)).toString("base64url");

/** Passwords of Redis' users and its ACL file: one Secret, so that they are always of one making. */
export function redisObject(names: InstallNames, random: Random, wish: RedisWish): InstallObject {
  const users = wish.mode === "embedded" ? (["admin", ...REDIS_ROLES] as const) : wish.roles;
  const keys = [...users.map((user) => `${user}-password`), ...(wish.mode === "embedded" ? ["users.acl"] : [])];
  return {
    kind: "Secret",
    place: names.redis,
    purpose: "passwords of Redis",
    make: () => {
      const passwords = {
        admin: newPassword(random),
        rendezvous: newPassword(random),
        relay: newPassword(random),
        controller: newPassword(random),
      };
      const entries = Object.entries(passwords).map(([user, password]) => [`${user}-password`, password] as const);
      return { ...Object.fromEntries(entries), "users.acl": redisUsersFile(wish.prefix, passwords) };
    },
    wrongWith: (values) => missing(values, keys),
    note: (values) => (wish.mode === "embedded" && !names.redis.given ? otherRights(values, wish.prefix) : ""),
  };
}

/** Nothing here changes what is there, so rights that a later release needs are a person's step. */
function otherRights(values: Values, prefix: string): string {
  const of = (user: string): string => values[`${user}-password`] ?? "";
  const passwords = {
    admin: of("admin"),
    rendezvous: of("rendezvous"),
    relay: of("relay"),
    controller: of("controller"),
  };
  const same = values["users.acl"] === redisUsersFile(prefix, passwords);
  return same ? "" : "its users.acl is not this release's: see the upgrade notes";
}

/** For ctl over TCP, where somebody turns that on. */
export function adminTokenObject(names: InstallNames, random: Random): InstallObject {
  return {
    kind: "Secret",
    place: names.adminToken,
    purpose: "token of ctl over TCP",
    make: () => ({ token: newPassword(random) }),
    wrongWith: (values) => missing(values, ["token"]),
  };
}

function missing(values: Values, keys: readonly string[]): string | undefined {
  const absent = keys.filter((key) => (values[key] ?? "").trim() === "");
  return absent.length === 0
    ? undefined
    : `it lacks ${absent.join(", ")}; do: add ${absent.length === 1 ? "it" : "them"}`;
}
