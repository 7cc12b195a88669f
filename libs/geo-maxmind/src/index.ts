/**
 * Floor 4: Geography from a MaxMind file.
 */
export {};
