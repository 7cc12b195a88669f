/**
 * Beside the house: Kubernetes for tests. Owns the tools (built once into the user's cache), control planes, nodes whose pods are processes, names, and the check of
 * manifests against the published schemas. Does not own what a test wants of them.
 */
export * from "./cluster-names.ts";
export * from "./control-plane.ts";
export * from "./kube-tools.ts";
export * from "./manifests/manifest-checker.ts";
export * from "./pod-runner.ts";
export * from "./private-network.ts";
export * from "./real-node.ts";
export * from "./rig-api.ts";
export * from "./run-program.ts";
export { inRepository, repository, script } from "./scripts.ts";
