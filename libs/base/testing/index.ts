/** Contract suites for the ports that base defines. Every adapter runs them. */
export * from "./clock-contract.ts";
