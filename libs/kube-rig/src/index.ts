/**
 * Beside the house: Kubernetes for tests. Owns the tools (built once into the user's cache), control planes, nodes whose pods are processes, names, and the check of
 * manifests against the published schemas. Does not own what a test wants of them.
 */
export {};
