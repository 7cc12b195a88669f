/**
 * Floor 4: where addresses are, from a MaxMind database (GeoLite2 or GeoIP2, City or Country). Owns the file: reading it, reading it again when it changes, a bounded
 * memory of answers. Does not own what a place is good for, nor any download: nothing is phoned home.
 */
export * from "./errors.ts";
export * from "./open-maxmind.ts";
