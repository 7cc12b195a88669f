/** For tests: databases of a few networks. */
export * from "./mmdb-writer.ts";
