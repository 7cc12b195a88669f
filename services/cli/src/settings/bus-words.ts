import type { BusPlan, BusTrust, MeshPlan } from "@fairlead/server";
import { type AddressFacts, advertisedPlace, listenPlace } from "./node-places.ts";
import type { SecretFiles } from "./secret-file.ts";
import type { WordReader } from "./word-reader.ts";

const DEFAULT_BUS_PORT = 9092;
const DEFAULT_MESH_PORT = 9093;
const MIN_SECRET_LENGTH = 16;
const MAKE_SECRET = "make one with 'openssl rand -base64 32', and give every node the same file";

export function planBus(reader: WordReader, facts: AddressFacts, files: SecretFiles): BusPlan {
  const listen = listenPlace(reader, "bus", DEFAULT_BUS_PORT, facts);
  const trust = planTrust(reader, files);
  return { listen, advertise: advertisedPlace(reader, "bus-advertise", listen, facts), trust };
}

export function planMesh(reader: WordReader, facts: AddressFacts): MeshPlan | undefined {
  if (reader.filledText("mesh") === undefined) return undefined;
  const listen = listenPlace(reader, "mesh", DEFAULT_MESH_PORT, facts);
  return { listen, advertise: advertisedPlace(reader, "mesh-advertise", listen, facts) };
}

/** Nodes never speak in the clear [CL-42]: a secret or certificates, one of them and not both. */
function planTrust(reader: WordReader, files: SecretFiles): BusTrust {
  const certificates = planCertificates(reader, files);
  const secret = files.secret("bus-secret-file") ?? reader.filledText("bus-secret");
  if (certificates === undefined) return { kind: "secret", secret: checkedSecret(reader, secret) };
  if (secret === undefined) return certificates;
  const name = reader.filledText("bus-secret-file") === undefined ? "bus-secret" : "bus-secret-file";
  return reader.refuse(name, "nodes trust each other by a secret or by certificates", "leave one of the two away");
}

function checkedSecret(reader: WordReader, secret: string | undefined): string {
  if (secret === undefined) {
    return reader.refuse(
      "bus-secret-file",
      "nodes need a secret to know each other by",
      `${MAKE_SECRET}, as --bus-secret-file`,
    );
  }
  if (secret.length >= MIN_SECRET_LENGTH) return secret;
  const name = reader.filledText("bus-secret-file") === undefined ? "bus-secret" : "bus-secret-file";
  return reader.refuse(name, `the secret is shorter than ${MIN_SECRET_LENGTH} characters`, MAKE_SECRET);
}

function planCertificates(reader: WordReader, files: SecretFiles): BusTrust | undefined {
  const names = ["bus-cert", "bus-key", "bus-ca"] as const;
  const [certFile, keyFile, caFile] = names.map((name) => files.readable(name));
  if (certFile === undefined && keyFile === undefined && caFile === undefined) return undefined;
  if (certFile !== undefined && keyFile !== undefined && caFile !== undefined) {
    return { kind: "certificates", certFile, keyFile, caFile };
  }
  const missing = names.filter((name) => files.path(name) === undefined).map((name) => `--${name} FILE`);
  const given = names.find((name) => files.path(name) !== undefined) ?? "bus-cert";
  return reader.refuse(
    given,
    "a node's certificate, its key and who signs them belong together",
    `give ${missing.join(" and ")} too`,
  );
}
