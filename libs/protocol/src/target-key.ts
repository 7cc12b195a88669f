const NONE = new Uint8Array(0);

/** [KEY-6] The signed IdPk that A needs to trust B; none for a B so old that it sends no version, or when signing is off. */
export function targetKey(version: string, signTarget: (() => Uint8Array) | undefined): Uint8Array {
  return version === "" || signTarget === undefined ? NONE : signTarget();
}
