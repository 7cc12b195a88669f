import { createHash } from "node:crypto";

export const REDIS_ROLES = ["rendezvous", "relay", "controller"] as const;
export type RedisRole = (typeof REDIS_ROLES)[number];

const CLUSTER_INFO = "+cluster|slots +cluster|info +cluster|shards";
const ORDINARY = "-@all +@read +@write +@connection";
const NO_KEY_LISTS = "-@dangerous -scan -randomkey -dbsize -client|tracking -pubsub";

/** What each user may, for keys that begin with `P`; word for word docs/examples/redis-users.conf, which says why. */
const RULES: Readonly<Record<RedisRole, string>> = {
  rendezvous: `~P* resetchannels &P* ${ORDINARY} +@pubsub -@dangerous +eval +evalsha +info +time ${CLUSTER_INFO}`,
  relay:
    "~Pnode:{n} ~Pschema:{n} ~Psettings:{n} ~Psettings-version:{n} ~Prelay:{r} ~Padm:* ~Ppair:* ~Pbudget:* ~Pusage:* ~Preport:{o}:* %R~Porder:{o}:* %R~Pgen:* " +
    `resetchannels &Pbus:* ${ORDINARY} +@pubsub ${NO_KEY_LISTS} +eval +evalsha +info +time ${CLUSTER_INFO}`,
  controller:
    "~Porder:{o}:* ~Preport:{o}:* ~Psources:{o}:* ~Pnetworks:{o} ~Pschema:{n} ~Psettings:{n} ~Psettings-version:{n} ~Prelay:{r} %R~Pnode:{n} %R~Pgen:* %W~Padm:* " +
    `resetchannels ${ORDINARY} ${NO_KEY_LISTS} +eval +evalsha +info +time ${CLUSTER_INFO}`,
};

/** The `user` line of a role. `secret`: as ACLs take it, `>password` or `#hash`. */
export function redisUserLine(role: RedisRole, prefix: string, secret: string): string {
  return `user fairlead-${role} on ${secret} resetkeys ${RULES[role].replaceAll(/(?<=[~&])P/g, () => prefix)}`;
}

/**
 * Nobody can be it. Its rights are those with which Redis reads its append-only file: without them a restart forgets every write of a script, which is every registration.
 */
const NOBODY = "user default off ~* &* +@all";

/** An ACL file of Redis: nobody without a password, each role its own rights, and an administrator, `fairlead-admin`. Passwords are in it as hashes. */
export function redisUsersFile(prefix: string, passwords: Readonly<Record<RedisRole | "admin", string>>): string {
  const lines = [
    NOBODY,
    `user fairlead-admin on ${hashed(passwords.admin)} ~* &* +@all`,
    ...REDIS_ROLES.map((role) => redisUserLine(role, prefix, hashed(passwords[role]))),
  ];
  return `${lines.join("\n")}\n`;
}

const hashed = (password: string): string => `#${createHash("sha256").update(password).digest("hex")}`;
