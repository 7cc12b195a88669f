import type { RedisPlan, TlsFiles } from "@fairlead/server";
import type { SecretFiles } from "./secret-file.ts";
import type { WordReader } from "./word-reader.ts";

const DEFAULT_PREFIX = "fairlead:";

/** Which Redis, and who we are there. */
export function planRedis(reader: WordReader, files: SecretFiles): RedisPlan {
  const url = reader.filledText("redis") ?? "";
  const { tls, hasPassword } = readUrl(reader, url);
  const plan = {
    url,
    prefix: planPrefix(reader),
    username: reader.filledText("redis-user"),
    password: files.secret("redis-password-file") ?? reader.filledText("redis-password"),
    caFile: files.readable("redis-ca"),
    clientTls: planClientTls(reader, files),
  };
  if (!tls && (plan.caFile !== undefined || plan.clientTls !== undefined)) {
    const name = plan.caFile === undefined ? "redis-cert" : "redis-ca";
    reader.refuse(name, "a certificate for a Redis that is reached without TLS", "write rediss:// instead of redis://");
  }
  if (plan.username !== undefined && plan.password === undefined && !hasPassword) {
    reader.refuse("redis-user", "a user needs a password", "give --redis-password-file FILE");
  }
  return plan;
}

interface RedisUrlFacts {
  readonly tls: boolean;
  readonly hasPassword: boolean;
}

/** The scheme and no more: what reads the rest is loaded by nobody but a node. */
function readUrl(reader: WordReader, url: string): RedisUrlFacts {
  const parts = /^redis(s)?(?:\+(?:sentinel|cluster))?:\/\/(?:[^@/]*:([^@/]+)@)?[^@/]/i.exec(url);
  if (parts === null) {
    const forms = "redis://HOST:PORT, redis+sentinel://HOST:PORT,…/MASTER and redis+cluster://HOST:PORT,…";
    return reader.refuse(
      "redis",
      `a Redis is written as one of ${forms}, with rediss for TLS`,
      "give --redis redis://HOST:6379",
    );
  }
  return { tls: parts[1] !== undefined, hasPassword: parts[2] !== undefined };
}

function planPrefix(reader: WordReader): string {
  const prefix = reader.text("redis-prefix") ?? DEFAULT_PREFIX;
  if (!/[{}\s]/.test(prefix)) return prefix;
  return reader.refuse("redis-prefix", "a prefix has no braces and no blanks", "write it as fairlead:");
}

function planClientTls(reader: WordReader, files: SecretFiles): TlsFiles | undefined {
  const [certFile, keyFile] = [files.readable("redis-cert"), files.readable("redis-key")];
  if (certFile === undefined && keyFile === undefined) return undefined;
  if (keyFile === undefined) return reader.refuse("redis-cert", "a certificate needs its key", "give --redis-key too");
  if (certFile === undefined) return reader.refuse("redis-key", "a key needs its certificate", "give --redis-cert too");
  return { certFile, keyFile };
}
