/** Contract suites for the ports that base defines, which every adapter runs; and metrics that a test can ask. */
export * from "./clock-contract.ts";
export * from "./recorded-metrics.ts";
