/** What of Tenants every node holds, and reads with each change. A million devices and more. */
const LONGEST_TEXT = 32 * 1024 * 1024;
/** Patterns other than `PREFIX*` are tried one by one, for each request. */
const MOST_PATTERNS = 2_000;

const PATTERN = /[*?]/;
const isTried = (device: string): boolean => PATTERN.test(device.endsWith("*") ? device.slice(0, -1) : device);

/** What one snapshot may cost nodes [KU-26]: a Tenant for which there is no room is named, and those that come before it by name stay in force. */
export class SnapshotBounds {
  #length = 0;
  #patterns = 0;

  /** Takes the room; or says why there is none, and takes nothing. */
  take(text: string, devices: readonly string[]): readonly string[] {
    const length = this.#length + Buffer.byteLength(text);
    if (length > LONGEST_TEXT)
      return [
        `all Tenants together are larger than ${LONGEST_TEXT} bytes; do: name fewer devices, or by patterns such as acme-*`,
      ];
    const patterns = this.#patterns + devices.filter(isTried).length;
    if (patterns > MOST_PATTERNS)
      return [
        `all Tenants together have more than ${MOST_PATTERNS} patterns that are no PREFIX*; do: write acme-* instead of *-acme`,
      ];
    this.#length = length;
    this.#patterns = patterns;
    return [];
  }
}
