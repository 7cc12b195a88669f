export { doctorIdentities } from "./doctor-identities.ts";
export type { DoctorOutcome, DoctorResult } from "./doctor-result.ts";
export { type RelayWay, relayCheck, relayWays } from "./relay-ways.ts";
export { type DoctorOptions, runDoctor } from "./run-doctor.ts";
