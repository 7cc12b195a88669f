import { crc32 } from "node:zlib";

/** Devices are spread over so many hash tags, so that a Redis Cluster spreads them over its masters [CL-9]. Never to be changed: it says where every device is. */
export const BUCKETS = 256;

export function bucketOf(id: string): number {
  return crc32(Buffer.from(id, "utf8")) % BUCKETS;
}

const tag = (bucket: number): string => `{b${String(bucket).padStart(3, "0")}}`;
const tagged = (kind: string, id: string): string => `${kind}:${tag(bucketOf(id))}:${id}`;

/** Who the device is. */
export const peerKey = (id: string): string => tagged("peer", id);
/** Where it is registered. */
export const locationKey = (id: string): string => tagged("at", id);
/** Requests that wait for it. */
export const parkKey = (id: string): string => tagged("park", id);
/** The marker that a bucket has not lost its data [CL-12]. */
export const generationKey = (bucket: number): string => `gen:${tag(bucket)}`;
