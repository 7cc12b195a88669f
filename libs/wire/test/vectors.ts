import { createHash } from "node:crypto";
import { Ed25519KeyPair } from "../src/index.ts";

/** The common inputs of the conformance vectors. */
export const hex = (text: string): Buffer => Buffer.from(text, "hex");
export const serverKeys = Ed25519KeyPair.fromSecret(
  Buffer.from("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8DoQe/884Qvh1w3RjnS8CZZ+TWMJulDV8d3IZkElUxuA==", "base64"),
);
export const publicKeyText = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
export const devicePk = hex("2152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12");
export const deviceUuid = Buffer.from("5a21fd77-3405-4479-bf61-a58b91c555b4");
export const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();
