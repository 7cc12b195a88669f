/**
 * Floor 4: The ports of libs/cluster on Redis, by ioredis.
 */
export {};
