import { FairleadError } from "@fairlead/base";

/** What is to sign certificates of the bus cannot. */
export class AuthorityError extends FairleadError {
  override readonly name = "AuthorityError";
  readonly code = "BUS_AUTHORITY_BAD";
}

/** A Secret or ConfigMap of this install cannot be used, or cannot be made. The message says which, why and what to do. */
export class InstallSecretError extends FairleadError {
  override readonly name = "InstallSecretError";
  readonly code = "INSTALL_SECRET_BAD";
}

/** Another controller leads, or nobody does: this one writes nothing [KU-3]. */
export class LeadLostError extends FairleadError {
  override readonly name = "LeadLostError";
  readonly code = "CONTROLLER_LEAD_LOST";
}
