import assert from "node:assert/strict";
import { describe, it } from "node:test";
import nacl from "tweetnacl";
import {
  answerKeyExchange,
  decodeConfigString,
  decodeIdPk,
  decodeMessage,
  Ed25519KeyPair,
  encodeConfigString,
  encodeFrame,
  encodeIdPk,
  encodeMessage,
  ephemeralKeysOf,
  FrameDecoder,
  isPublicHalf,
  openSigned,
  parseKeyArgument,
  readKeyExchangeReply,
  SecureChannel,
  signAttached,
  WireError,
} from "../src/index.ts";
import { openBox, sealBox } from "../src/sealed-box.ts";
import { devicePk, hex, publicKeyText, serverKeys, sha256 } from "./vectors.ts";

const offerFrame =
  "9501ca01620a60baffd26f9169419d1d8bb9c7fac15e253dd1a961b4604f519ae42f6ddafd7bdcbe6da6cf5c76a0fb8dfb1a4d0c267d8d02e887571fddfe470fab672b1b31390598ce40bd9d69d7950579450cfcb9844f328d214b045f825a96bf70f9ae37b37d";
const replyFrame =
  "5d01ca01540a20f01e3feed2953d4221feddad1b6baa06ee321666eb0e170d33428905b0057d4e0a30ae53c6d8fa6fc09fd121090640c68b9e8e3e181b807245185a438b692bb280655f6e11317420b6f291092d32140ab436";
const registrationFrame =
  "9501de43b94e953a6f51cceca26d07b7da2c46ad417a542f2cbadb26337c3fd01131f6a718a908fcc8d7958c4431e9c12c7587ee1900af4b460a83b06c6912092cbdc24d6c15a7fc8c9338d83bca536ac95d04954e367e1d5eec289cc50a7b2f38b51b9ba62b14";

function payloadOf(frame: string): Buffer {
  const decoder = new FrameDecoder(65536);
  decoder.push(hex(frame));
  return decoder.next() ?? Buffer.alloc(0);
}
function keysIn(payload: Uint8Array): readonly Uint8Array[] {
  const message = decodeMessage(payload);
  return message?.kind === "keyExchange" ? message.body.keys : [];
}
const ephemeral = ephemeralKeysOf(sha256("server-ephemeral"));
const sessionKey = Buffer.alloc(32, 0x5a);
/** Bytes in the order in which the client of the vector drew them. */
function scripted(...draws: readonly Uint8Array[]) {
  const left = [...draws];
  return { uint32: () => 0, uuid: () => "", bytes: () => left.shift() ?? new Uint8Array(32) };
}

describe("C13 [KEY-6] the signed IdPk", () => {
  const signed = hex(
    "bf570b4f730765fa4d45a224c92cf42a01913edb97818fee10cbf6616b69569ad94a00b29845eebae724778be4b3743fc413ebad3d4d28dc7317c80e3a0198090a0931323334353637383912202152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12",
  );

  it("is byte for byte what the old server makes", () => {
    assert.deepEqual(signAttached(serverKeys, encodeIdPk("123456789", devicePk)), signed);
  });

  it("opens under the public key and under no other", () => {
    const message = openSigned(serverKeys.publicKey, signed);
    assert.ok(message);
    const idPk = decodeIdPk(message);
    assert.equal(idPk?.id, "123456789");
    assert.deepEqual(Buffer.from(idPk?.pk ?? []), devicePk);
    assert.equal(openSigned(Ed25519KeyPair.generate().publicKey, signed), undefined);
    assert.equal(openSigned(serverKeys.publicKey, signed.subarray(0, 60)), undefined);
  });

  it("leaves out an empty pk", () =>
    assert.equal(Buffer.from(encodeIdPk("a", new Uint8Array(0))).toString("hex"), "0a0161"));

  it("signs as tweetnacl does", () => {
    const message = Buffer.from("any message");
    assert.deepEqual(signAttached(serverKeys, message), Buffer.from(nacl.sign(message, serverKeys.secret)));
  });
});

describe("C18 key exchange", () => {
  it("[KX-2] offers the signed ephemeral key", () => {
    const offer = signAttached(serverKeys, ephemeral.publicKey);
    const frame = encodeFrame(encodeMessage({ kind: "keyExchange", body: { keys: [offer] } }));
    assert.equal(frame.toString("hex"), offerFrame);
  });

  it("[KX-3] makes the client's answer", () => {
    const random = scripted(sha256("client-ephemeral"), sessionKey);
    const answer = answerKeyExchange(keysIn(payloadOf(offerFrame)), serverKeys.publicKey, random);
    assert.equal(encodeFrame(encodeMessage({ kind: "keyExchange", body: answer.reply })).toString("hex"), replyFrame);
  });

  it("[KX-3] reads the session key in the client's answer, and nothing in another's", () => {
    const keys = keysIn(payloadOf(replyFrame));
    assert.deepEqual(Buffer.from(readKeyExchangeReply(keys, ephemeral) ?? []), sessionKey);
    assert.equal(readKeyExchangeReply(keys, ephemeralKeysOf(sha256("another"))), undefined);
    assert.equal(readKeyExchangeReply(keys.slice(0, 1), ephemeral), undefined);
    assert.equal(readKeyExchangeReply([...keys, new Uint8Array(32)], ephemeral), undefined, "three keys");
    assert.equal(
      readKeyExchangeReply([new Uint8Array(32), ...keys.slice(1)], ephemeral),
      undefined,
      "a key of small order",
    );
    assert.equal(readKeyExchangeReply([new Uint8Array(5), new Uint8Array(5)], ephemeral), undefined);
  });

  it("refuses an offer signed by another key, or with two keys", () => {
    const keys = keysIn(payloadOf(offerFrame));
    const other = Ed25519KeyPair.generate().publicKey;
    const code = (expected: string) => (error: unknown) => error instanceof WireError && error.code === expected;
    assert.throws(() => answerKeyExchange(keys, other, scripted()), code("WIRE_BAD_SIGNATURE"));
    assert.throws(
      () => answerKeyExchange([...keys, ...keys], serverKeys.publicKey, scripted()),
      code("WIRE_BAD_KEY_EXCHANGE"),
    );
  });

  it("[KX-4] opens the first record and seals the answer", () => {
    const channel = new SecureChannel(sessionKey);
    const opened = channel.open(payloadOf(registrationFrame));
    assert.equal(decodeMessage(opened ?? new Uint8Array(0))?.kind, "registerPk");
    assert.equal(
      encodeFrame(channel.seal(hex("820102103c"))).toString("hex"),
      "54ddc0cb312146b1a1328e623849d2142abeff496359",
    );
  });

  it("C19 [KX-4] passes heartbeats in clear without counting them, each direction for itself", () => {
    const [server, client] = [new SecureChannel(sessionKey), new SecureChannel(sessionKey)];
    for (let round = 0; round < 3; round += 1) {
      assert.deepEqual(server.open(client.seal(Buffer.from(`message ${round}`))), Buffer.from(`message ${round}`));
      assert.equal(server.seal(new Uint8Array(0)).length, 0);
      assert.equal(server.open(client.seal(Uint8Array.of(9)))?.length, 1);
    }
    assert.deepEqual(client.open(server.seal(Buffer.from("first answer"))), Buffer.from("first answer"));
  });

  it("[KX-4] does not open a record that was changed, or comes twice", () => {
    const [server, client] = [new SecureChannel(sessionKey), new SecureChannel(sessionKey)];
    const record = client.seal(Buffer.from("hello"));
    const changed = Buffer.from(record);
    changed[3] = (changed[3] ?? 0) ^ 1;
    assert.equal(new SecureChannel(sessionKey).open(changed), undefined);
    assert.ok(server.open(record));
    assert.equal(server.open(record), undefined);
  });

  it("boxes as tweetnacl does, both ways", () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const ours = nacl.box.keyPair.fromSecretKey(sha256(`ours ${seed}`));
      const theirs = nacl.box.keyPair.fromSecretKey(sha256(`theirs ${seed}`));
      const message = sha256(`message ${seed}`);
      const sealed = nacl.box(message, new Uint8Array(24), theirs.publicKey, ours.secretKey);
      assert.deepEqual(sealBox(message, theirs.publicKey, ours.secretKey), sealed);
      assert.deepEqual(Buffer.from(openBox(sealed, ours.publicKey, theirs.secretKey) ?? []), message);
      assert.deepEqual(Buffer.from(ephemeralKeysOf(ours.secretKey).publicKey), Buffer.from(ours.publicKey));
    }
  });
});

describe("[KEY-2] the key argument", () => {
  it("knows every form", () => {
    assert.equal(parseKeyArgument("-").kind, "files");
    assert.equal(parseKeyArgument("_").kind, "files");
    assert.equal(parseKeyArgument("").kind, "noCheck");
    assert.deepEqual(parseKeyArgument(publicKeyText), { kind: "text", text: publicKeyText });
    assert.deepEqual(parseKeyArgument("secret123"), { kind: "text", text: "secret123" });
    const secret = parseKeyArgument(serverKeys.secret.toString("base64"));
    assert.ok(secret.kind === "secret");
    assert.equal(secret.keyPair.publicKey.toString("base64"), publicKeyText);
  });

  it("tells the public half of a pair from other text", () => {
    assert.equal(isPublicHalf(publicKeyText, serverKeys), true);
    assert.equal(isPublicHalf(publicKeyText.slice(0, -1), serverKeys), false);
    assert.equal(isPublicHalf("", serverKeys), false);
  });

  it("refuses 64 bytes whose halves do not belong together", () => {
    const broken = Buffer.concat([serverKeys.secret.subarray(0, 32), Buffer.alloc(32, 1)]).toString("base64");
    assert.throws(
      () => parseKeyArgument(broken),
      (error) => error instanceof WireError && error.code === "WIRE_BAD_KEY",
    );
  });

  it("[KEY-1] makes pairs in libsodium's form", () => {
    const pair = Ed25519KeyPair.generate();
    assert.deepEqual(Buffer.from(nacl.sign.keyPair.fromSecretKey(pair.secret).publicKey), pair.publicKey);
    assert.deepEqual(Ed25519KeyPair.fromSecret(pair.secret).publicKey, pair.publicKey);
  });
});

describe("[KEY-7] the config string", () => {
  const config = { host: "hbbs.example.com", key: publicKeyText, api: "https://api.example.com", relay: "" };
  const text =
    "9JiI6ISehxWZyJCLi02bj5SZsBXbhhXZukGch9yL6MHc0RHaiojIpBXYiwiIt92YuUGbw1WY4VmLzJmYoJiOiQ3cvhmIsISPnJWTWpkQadUekhkZxEFciNkaxsmZX1WQ2BTNZBjTjRGNMV0TQ9idIVkNBJiOikXZrJye";

  it("is what clients read", () => assert.equal(encodeConfigString(config), text));
  for (const [name, form] of [
    ["the string", text],
    ["the string of a QR", `config=${text}`],
    ["the padded string that clients export", `=${text}`],
    ["the other base64 alphabet", text.replaceAll("-", "+").replaceAll("_", "/")],
    ["JSON", JSON.stringify(config)],
    ["the JSON of a QR", `config=${JSON.stringify(config)}`],
    ["the plain form", `host=${config.host},Key=${publicKeyText},api=${config.api},relay=`],
  ] as const) {
    it(`is read from ${name}`, () => assert.deepEqual(decodeConfigString(form), config));
  }
  for (const form of ["", "nonsense", "{", "5", "[]", "{}", '{"host":5}', '{"key":"no host"}']) {
    it(`refuses ${form === "" ? "nothing" : form}`, () => {
      assert.throws(
        () => decodeConfigString(form),
        (error) => error instanceof WireError && error.code === "WIRE_BAD_CONFIG_STRING",
      );
    });
  }
});
