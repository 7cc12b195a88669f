import type { Random } from "@fairlead/base";
import { openSigned } from "./ed25519.ts";
import { WireError } from "./errors.ts";
import type { KeyExchange } from "./message-types.ts";
import { openBox, sealBox } from "./sealed-box.ts";
import { x25519PublicKey } from "./x25519.ts";

const KEY_BYTES = 32;

/** The server's short-lived X25519 pair; one may serve many connections for a minute [KX-2]. */
export interface EphemeralKeys {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

export function createEphemeralKeys(random: Random): EphemeralKeys {
  return ephemeralKeysOf(random.bytes(KEY_BYTES));
}

/** The pair of a given 32-byte secret. */
export function ephemeralKeysOf(secretKey: Uint8Array): EphemeralKeys {
  return { secretKey, publicKey: x25519PublicKey(secretKey) };
}

/** Server side: the 32-byte session key in a client's KeyExchange [KX-3], or `undefined` when it is not one. */
export function readKeyExchangeReply(keys: readonly Uint8Array[], ephemeral: EphemeralKeys): Uint8Array | undefined {
  const [clientKey, sealed] = keys;
  if (keys.length !== 2 || clientKey === undefined || sealed === undefined) return undefined;
  const sessionKey = openBox(sealed, clientKey, ephemeral.secretKey);
  return sessionKey?.length === KEY_BYTES ? sessionKey : undefined;
}

export interface KeyExchangeAnswer {
  readonly reply: KeyExchange;
  readonly sessionKey: Uint8Array;
}

/** Client side: verifies the server's offer and makes the answer. Throws WIRE_BAD_KEY_EXCHANGE or WIRE_BAD_SIGNATURE. */
export function answerKeyExchange(
  keys: readonly Uint8Array[],
  serverPublicKey: Uint8Array,
  random: Random,
): KeyExchangeAnswer {
  const [offer] = keys;
  if (offer === undefined || keys.length !== 1) throw badExchange(`the server offered ${keys.length} keys, not 1`);
  const serverKey = openSigned(serverPublicKey, offer);
  if (serverKey === undefined) {
    throw new WireError(
      "WIRE_BAD_SIGNATURE",
      "the server's key exchange is not signed by the key it was expected to have",
    );
  }
  const own = createEphemeralKeys(random);
  const sessionKey = random.bytes(KEY_BYTES);
  const sealed = sealBox(sessionKey, serverKey, own.secretKey);
  if (sealed === undefined) throw badExchange("the server's ephemeral key is unusable");
  return { reply: { keys: [own.publicKey, sealed] }, sessionKey };
}

const badExchange = (message: string): WireError => new WireError("WIRE_BAD_KEY_EXCHANGE", message);
