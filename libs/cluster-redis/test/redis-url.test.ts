import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hashSlot } from "../src/connection/hash-slot.ts";
import { parseRedisUrl, RedisUrlError, redisPlaceText } from "../src/index.ts";

const plain = { mode: "single", tls: false, username: undefined, password: undefined, database: 0, masterName: "" };
const at = (host: string, port: number) => ({ host, port });

describe("the URL of a Redis", () => {
  for (const [text, expected] of [
    ["redis://127.0.0.1:7000", { ...plain, places: [at("127.0.0.1", 7000)] }],
    ["rediss://redis.example.com/3", { ...plain, tls: true, database: 3, places: [at("redis.example.com", 6379)] }],
    ["redis://:p%40ss@[2001:db8::1]:7000", { ...plain, password: "p@ss", places: [at("2001:db8::1", 7000)] }],
    ["redis://me:a:b@h", { ...plain, username: "me", password: "a:b", places: [at("h", 6379)] }],
    [
      "rediss+sentinel://me:pw@s1:5000,s2/main/1",
      {
        ...plain,
        mode: "sentinel",
        tls: true,
        username: "me",
        password: "pw",
        masterName: "main",
        database: 1,
        places: [at("s1", 5000), at("s2", 26_379)],
      },
    ],
    ["redis+cluster://a:1,b:2", { ...plain, mode: "cluster", places: [at("a", 1), at("b", 2)] }],
  ] as const) {
    it(`reads ${text}`, () => assert.deepEqual(parseRedisUrl(text), expected));
  }

  for (const text of [
    "http://h",
    "redis://",
    "redis://h:99999",
    "redis://a,b",
    "redis+sentinel://h",
    "redis+cluster://h/2",
    "redis://h/x",
    "redis://%zz@h",
  ]) {
    it(`refuses ${text}`, () => assert.throws(() => parseRedisUrl(text), RedisUrlError));
  }

  it("never says a password", () => {
    const address = parseRedisUrl("redis://me:secret@h:1");
    assert.equal(redisPlaceText(address), "h:1");
    assert.equal(redisPlaceText({ ...address, mode: "cluster" }), "cluster h:1");
  });
});

describe("the slot of a key", () => {
  it("is that of the Redis Cluster specification, by what is between the first braces", () => {
    assert.equal(hashSlot("123456789"), 0x31c3);
    assert.equal(hashSlot("peer:{123456789}:x}"), 0x31c3);
    assert.equal(hashSlot("{}123"), hashSlot("{}123"));
    assert.notEqual(hashSlot("{}a"), hashSlot("{}b"));
  });
});
