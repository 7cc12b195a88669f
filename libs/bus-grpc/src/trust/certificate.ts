import { type KeyObject, sign } from "node:crypto";
import {
  bits,
  moment,
  objectId,
  octets,
  sequence,
  serialNumber,
  set,
  smallInteger,
  tagged,
  taggedBytes,
  text,
  truth,
} from "./der.ts";

export interface CertificateFields {
  readonly subject: string;
  readonly issuer: string;
  /** Unpredictable, up to 19 bytes. */
  readonly serial: Uint8Array;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly publicKey: KeyObject;
  /** An EC key on P-256. */
  readonly signedBy: KeyObject;
  /** In the subject's alternative names. */
  readonly uris?: readonly string[];
  /** May sign others. */
  readonly authority?: boolean;
}

const ecdsaWithSha256 = (): Buffer => sequence(objectId("1.2.840.10045.4.3.2"));
const name = (common: string): Buffer => sequence(set(sequence(objectId("2.5.4.3"), text(common))));

/** An X.509 certificate (RFC 5280 §4.1) as PEM: just what our own nodes need to know each other, signed with ECDSA on P-256. */
export function certificatePem(fields: CertificateFields): string {
  const signed = toBeSigned(fields);
  const der = sequence(signed, ecdsaWithSha256(), bits(sign("sha256", signed, fields.signedBy)));
  return pemOf(der);
}

export function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

function toBeSigned(fields: CertificateFields): Buffer {
  return sequence(
    tagged(0, smallInteger(2)),
    serialNumber(fields.serial),
    ecdsaWithSha256(),
    name(fields.issuer),
    sequence(moment(fields.notBeforeMs), moment(fields.notAfterMs)),
    name(fields.subject),
    fields.publicKey.export({ format: "der", type: "spki" }),
    tagged(3, sequence(...extensions(fields))),
  );
}

function extensions({ authority = false, uris = [] }: CertificateFields): readonly Buffer[] {
  const constraints = sequence(objectId("2.5.29.19"), truth(), octets(sequence(...(authority ? [truth()] : []))));
  if (uris.length === 0) return [constraints];
  const names = sequence(...uris.map((uri) => taggedBytes(6, Buffer.from(uri, "ascii"))));
  return [constraints, sequence(objectId("2.5.29.17"), octets(names))];
}
