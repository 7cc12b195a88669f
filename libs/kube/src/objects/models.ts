import type {
  EventsV1Event,
  V1ConfigMap,
  V1Container,
  V1CustomResourceDefinition,
  V1Deployment,
  V1EndpointSlice,
  V1Endpoints,
  V1Job,
  V1Lease,
  V1Namespace,
  V1NetworkPolicy,
  V1Node,
  V1PersistentVolumeClaim,
  V1Pod,
  V1PodDisruptionBudget,
  V1PodSpec,
  V1PodTemplateSpec,
  V1Secret,
  V1Service,
  V1ServiceAccount,
  V1StorageClass,
} from "@kubernetes/client-node";
import type { Plain, PlainKind } from "./plain.ts";

/** The generated models, as types alone: the code behind them renames fields and loses those it does not know [KU-31]. */
export type ConfigMap = PlainKind<V1ConfigMap>;
export type Container = Plain<V1Container>;
/** `x-kubernetes-*`, `default` and `enum` of schemas have other names in the model: a definition is written as `KubeObject`. */
export type CustomResourceDefinition = PlainKind<V1CustomResourceDefinition>;
export type Deployment = PlainKind<V1Deployment>;
export type EndpointSlice = PlainKind<V1EndpointSlice>;
export type Endpoints = PlainKind<V1Endpoints>;
export type Job = PlainKind<V1Job>;
export type KubeEvent = PlainKind<EventsV1Event>;
export type Lease = PlainKind<V1Lease>;
export type Namespace = PlainKind<V1Namespace>;
/** `from` of an ingress rule has another name in the model: a policy is written as `KubeObject`. */
export type NetworkPolicy = PlainKind<V1NetworkPolicy>;
export type Node = PlainKind<V1Node>;
export type PersistentVolumeClaim = PlainKind<V1PersistentVolumeClaim>;
export type Pod = PlainKind<V1Pod>;
export type PodDisruptionBudget = PlainKind<V1PodDisruptionBudget>;
export type PodSpec = Plain<V1PodSpec>;
export type PodTemplateSpec = Plain<V1PodTemplateSpec>;
export type Secret = PlainKind<V1Secret>;
export type Service = PlainKind<V1Service>;
export type ServiceAccount = PlainKind<V1ServiceAccount>;
export type StorageClass = PlainKind<V1StorageClass>;
