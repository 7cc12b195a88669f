/** Contract suites for the ports that base defines, which every adapter runs; metrics that a test can ask; and when the file system has answered. */
export * from "./clock-contract.ts";
export * from "./file-questions.ts";
export * from "./recorded-metrics.ts";
