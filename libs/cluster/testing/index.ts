/** Contract suites for the ports of this package. Every adapter runs them. */
export * from "./admission-store-contract.ts";
export * from "./admissions-contract.ts";
export * from "./budgets-contract.ts";
export * from "./contract-scenes.ts";
export * from "./forwarding-engine-contract.ts";
export * from "./forwarding-harness.ts";
export * from "./message-bus-contract.ts";
export * from "./node-lease-contract.ts";
export * from "./pair-owners-contract.ts";
export * from "./peer-locations-contract.ts";
export * from "./peer-registry-contract.ts";
export * from "./relay-adverts-contract.ts";
export * from "./relay-directory-contract.ts";
export * from "./shared-counters-contract.ts";
export * from "./shared-settings-contract.ts";
export * from "./signer-contract.ts";
export * from "./wait-index-contract.ts";
