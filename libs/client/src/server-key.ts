/** The key a client was configured with, or `undefined` when it is not base64 of 32 bytes. */
export function readServerKey(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.length === 32 ? bytes : undefined;
}

/** What a client without a configured key sends and trusts: the public servers' key. (hc config) */
export const PUBLIC_SERVERS_KEY = "OeVuKk5nlHiXp+APNn0Y3pC1Iwpwn44JGqrQCsWqmBw=";
