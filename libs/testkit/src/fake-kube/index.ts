/** The fake API server. */
export type { ApiRequest, Verb } from "./api-request.ts";
export { FakeKube, type FakeKubeOptions } from "./fake-kube.ts";
export { FakeKubelet, type KubeletSettings } from "./fake-kubelet.ts";
export type { FakeMetadata, FakeObject, OwnerReference } from "./fake-object.ts";
export type { Fault, Faults, FaultWish } from "./faults.ts";
export type { SeenRequest, SeenRequests } from "./seen-requests.ts";
export type { TokenDesk } from "./token-desk.ts";
