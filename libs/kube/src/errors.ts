import { FairleadError } from "@fairlead/base";

/** What is wrong with one field, as the server says it. */
export interface KubeCause {
  /** Such as `FieldValueInvalid`, `FieldManagerConflict`. */
  readonly reason: string;
  readonly message: string;
  /** Such as `spec.replicas`; empty = of no field. */
  readonly field: string;
}

export interface KubeRefusal {
  readonly status: number;
  /** Such as `NotFound`, `Conflict`, `AlreadyExists`, `Expired`, `Invalid`, `Forbidden`. */
  readonly reason: string;
  readonly message: string;
  readonly causes: readonly KubeCause[];
  /** How long the server asks to wait. */
  readonly retryAfterMs?: number | undefined;
}

/** The API server refused. Nothing was written [KU-30]. */
export class KubeError extends FairleadError {
  override readonly name = "KubeError";
  readonly code = "KUBE_REFUSED";
  readonly status: number;
  readonly reason: string;
  readonly causes: readonly KubeCause[];
  readonly retryAfterMs: number | undefined;

  constructor({ status, reason, message, causes, retryAfterMs }: KubeRefusal, options: ErrorOptions = {}) {
    super(message, options);
    this.status = status;
    this.reason = reason;
    this.causes = causes;
    this.retryAfterMs = retryAfterMs;
  }
}

/** No answer from the API server, or half of one: whether anything was written is not known. */
export class KubeUnavailableError extends FairleadError {
  override readonly name = "KubeUnavailableError";
  readonly code = "KUBE_UNAVAILABLE";
}

/** There is no way to the API server as it is configured. The message says what is wrong and what to do. */
export class KubeOpenError extends FairleadError {
  override readonly name = "KubeOpenError";
  readonly code = "KUBE_OPEN_FAILED";
}

/** The server stored an object without fields that were written: it does not know them [KU-5]. */
export class KubeFieldsLostError extends FairleadError {
  override readonly name = "KubeFieldsLostError";
  readonly code = "KUBE_FIELDS_LOST";
  /** Such as `spec.ingress[0].from`. */
  readonly fields: readonly string[];

  constructor(what: string, fields: readonly string[]) {
    super(`${what} was stored without ${fields.join(", ")}; do: use a Kubernetes that knows these fields`);
    this.fields = fields;
  }
}

/** Whether the server refused with this status. */
export function isKubeStatus(error: unknown, ...statuses: readonly number[]): boolean {
  return error instanceof KubeError && statuses.includes(error.status);
}
/** There is no such object. */
export const isNotFound = (error: unknown): boolean => isKubeStatus(error, 404);
/** It exists already, it was changed meanwhile, or another manager owns the field: `reason` says which. */
export const isConflict = (error: unknown): boolean => isKubeStatus(error, 409);
/** The version that was asked for is not known any more, or not known yet to a server that was set back: list again [KU-28]. */
export const isGone = (error: unknown): boolean =>
  isKubeStatus(error, 410) ||
  (error instanceof KubeError && error.causes.some(({ reason }) => reason === "ResourceVersionTooLarge"));
