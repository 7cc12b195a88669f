import { FairleadError } from "@fairlead/base";

/** Redis cannot be used at start [CL-18]. Nothing in it was changed. The message says what is wrong and what to do. */
export class RedisOpenError extends FairleadError {
  override readonly name = "RedisOpenError";
  readonly code = "REDIS_OPEN_FAILED";
  /** It did not answer, or not yet: trying again may help. False: it answered, and must not be used as it is. */
  readonly mayPass: boolean;

  constructor(message: string, options: ErrorOptions & { readonly mayPass?: boolean } = {}) {
    super(message, options);
    this.mayPass = options.mayPass ?? false;
  }
}

/** The text after `--redis` or `REDIS_URL` is no place of a Redis. */
export class RedisUrlError extends FairleadError {
  override readonly name = "RedisUrlError";
  readonly code = "REDIS_URL_INVALID";
}
