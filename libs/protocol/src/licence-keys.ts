import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** The keys that clients may send [KEY-3]. None: no check. Several: rotation, the old and the new are both good for a while. */
export class LicenceKeys {
  readonly #digests: readonly Buffer[];

  constructor(accepted: readonly string[]) {
    this.#digests = accepted.filter((key) => key !== "").map(digest);
  }

  get checked(): boolean {
    return this.#digests.length > 0;
  }

  /** Takes as long for a near miss as for a far one, and looks at every key. */
  accepts(key: string): boolean {
    if (!this.checked) return true;
    const offered = digest(key);
    let equal = false;
    for (const accepted of this.#digests) equal = timingSafeEqual(accepted, offered) || equal;
    return equal;
  }
}
