/** What every API server, fake or real, must answer. */
export * from "./kube-api-conformance.ts";
export * from "./product-samples.ts";
export * from "./test-api.ts";
