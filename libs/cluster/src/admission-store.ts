import type { SessionUuid } from "@fairlead/base";
import type { Admission } from "./admissions.ts";

/** Where admissions are kept for whichever relay the legs come to [CL-29] [CL-30]. Each call is one trip; rejects with `StoreUnavailableError`. */
export interface AdmissionStore {
  /** For 60 s from now. */
  put(admission: Admission): Promise<void>;
  read(uuid: SessionUuid): Promise<Admission | undefined>;
  /** Takes it away; true for exactly one caller, whoever was first. */
  take(uuid: SessionUuid): Promise<boolean>;
}
