import { Refusal } from "./refusal.ts";

/** Which bearer tokens are let in: all, unless some were named. */
export class TokenDesk {
  readonly #accepted: Set<string> | undefined;
  #given = 0;

  constructor(accepted: readonly string[] | undefined) {
    this.#accepted = accepted === undefined ? undefined : new Set(accepted);
  }

  check(authorization: string): void {
    const token = authorization.replace(/^Bearer /, "");
    if (this.#accepted !== undefined && !this.#accepted.has(token))
      throw new Refusal(401, "Unauthorized", "Unauthorized");
  }

  accept(token: string): void {
    this.#accepted?.add(token);
  }

  refuse(token: string): void {
    this.#accepted?.delete(token);
  }

  /** One that will be accepted. */
  give(namespace: string, account: string): string {
    this.#given += 1;
    const token = `token-${this.#given}-of-${namespace}-${account}`;
    this.accept(token);
    return token;
  }
}
