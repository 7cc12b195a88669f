import { decodeIdPk, openSigned } from "@fairlead/wire";
import type { Patient } from "./doctor-patient.ts";

/** Why A would not trust this `pk` for the doctor's device, or `undefined` when it would (or cannot judge without a key) [KEY-6]. */
export function distrust(patient: Patient, pk: Uint8Array): string | undefined {
  if (pk.length === 0) return "the server did not sign the device's key";
  if (patient.serverKey === undefined) return undefined;
  const opened = openSigned(patient.serverKey, pk);
  if (opened === undefined) return "the device's key is signed by another server key";
  const idPk = decodeIdPk(opened);
  if (idPk === undefined || idPk.id !== patient.device.id) return "the signature is for another id";
  return Buffer.from(idPk.pk).equals(patient.device.pk) ? undefined : "the signed key is not the device's newest";
}

export const INSECURE_ADVICE =
  'clients will warn "Insecure Connection": start the server with its own id_ed25519 (-k -) and give clients its public key';
