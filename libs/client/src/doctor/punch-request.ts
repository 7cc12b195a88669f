import { messageBody, NatType, type PunchHoleRequest } from "@fairlead/wire";
import { DOCTOR_VERSION, type Patient } from "./doctor-patient.ts";

export interface PunchWish {
  readonly forceRelay: boolean;
  readonly token?: string;
  readonly licenceKey?: string;
  readonly id?: string;
}

export function punchRequestOf(patient: Patient, wish: PunchWish): PunchHoleRequest {
  return messageBody("punchHoleRequest", {
    id: wish.id ?? patient.device.id,
    natType: wish.forceRelay ? NatType.symmetric : NatType.asymmetric,
    licenceKey: wish.licenceKey ?? patient.licenceKey,
    token: wish.token ?? "",
    version: DOCTOR_VERSION,
    forceRelay: wish.forceRelay,
  });
}
