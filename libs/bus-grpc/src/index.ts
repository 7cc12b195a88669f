/**
 * Floor 4: The nodes' bus on gRPC streams.
 */
export {};
