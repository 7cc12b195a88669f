/** Contract suites for the ports of this package. Every adapter runs them. */
export * from "./admissions-contract.ts";
export * from "./forwarding-engine-contract.ts";
export * from "./forwarding-harness.ts";
export * from "./message-bus-contract.ts";
export * from "./peer-locations-contract.ts";
export * from "./peer-registry-contract.ts";
export * from "./relay-directory-contract.ts";
export * from "./signer-contract.ts";
