import type { TestApi } from "./test-api.ts";

/** What libs/kube believes of an API server, held against one. Fake and real ones run it, so that the fake cannot drift. */
export declare function kubeApiConformance(name: string, open: () => Promise<TestApi>): void;
