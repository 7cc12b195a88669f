import type { Plain } from "@fairlead/kube";
import type { Static } from "typebox";
import { list, maybe, oneOf, parts, text, texts, whole } from "./schema-words.ts";

export const EXPOSURE_MODES = [
  "hostPort",
  "hostNetwork",
  "nodePort",
  "perPodLoadBalancer",
  "sharedLoadBalancer",
  "gateway",
  "mesh",
] as const;
export type ExposureMode = (typeof EXPOSURE_MODES)[number];

const host = (description: string) => text(description, 253, { min: 1, pattern: "^[A-Za-z0-9.-]+$" });

const gateway = parts(
  "How `wss://HOST/ws/relay/NAME` leads to each relay, in mode gateway. Idle timeouts on the way must exceed 60 s.",
  {
    kind: oneOf("What is made for each relay.", ["HTTPRoute", "Ingress"], { default: "HTTPRoute" }),
    parentRefs: list(
      "The Gateways that the routes belong to; needed for HTTPRoute.",
      parts("A Gateway.", {
        name: text("Its name.", 253, { min: 1 }),
        namespace: maybe(text("Its namespace; absent = this one.", 63)),
        sectionName: maybe(text("The listener; absent = all.", 253)),
        port: maybe(whole("The listener's port; absent = all.", { min: 1, max: 65_535 })),
      }),
      8,
      { default: [] },
    ),
    ingressClassName: maybe(text("The class of the Ingress; absent = the cluster's default.", 253)),
    tlsSecretName: maybe(text("The Secret with the host's certificate, for Ingress.", 253)),
    annotations: texts("Annotations of each route.", 32, { default: {} }),
  },
  { default: {} },
);

/** How clients reach the relays of a pool [KU-19] [KU-22]. */
export const exposure = parts(
  "How clients reach each relay.",
  {
    mode: oneOf(
      "hostPort, hostNetwork: the relay's node. nodePort: a port of its node. perPodLoadBalancer: a load balancer each. sharedLoadBalancer: one, a port each. gateway: one host, a path each. mesh: one address for all. It cannot be changed: make another pool.",
      EXPOSURE_MODES,
      { default: "mesh" },
    ),
    ports: parts(
      "The ports that clients use.",
      {
        tcp: whole("Sessions over TCP; WebSocket is two above.", { min: 1, max: 65_533, default: 21_117 }),
      },
      { default: {} },
    ),
    domain: maybe(host("Relays get names of their own below it, as external-dns publishes them: NAME.DOMAIN.")),
    host: maybe(host("The name or address that clients are told, where all relays share one.")),
    portBase: whole("The first port of sharedLoadBalancer: relay i has this + 4i, and + 2 for WebSocket.", {
      min: 1,
      max: 65_000,
      default: 31_000,
    }),
    advertise: maybe(
      text(
        "What clients are told, as a template; wins over all else. {name}, {pool}, {index}, {node}, {nodeAddress}, {port}, {domain} and {host} are filled in.",
        512,
        { min: 1, pattern: "^[A-Za-z0-9:/._\\[\\]{}-]+$" },
      ),
    ),
    probe: oneOf(
      "required: an address is published once a session came through it. warn: published at once, and said so. off: nothing is asked.",
      ["required", "warn", "off"],
      { default: "required" },
    ),
    gateway,
    serviceAnnotations: texts("Annotations of the Services in front of relays.", 32, { default: {} }),
    annotations: texts("Annotations of the relays' pods and Services.", 32, { default: {} }),
    loadBalancerClass: maybe(text("Which load balancer answers; absent = the cluster's default.", 253, { min: 1 })),
    serviceType: oneOf("The type of the one Service of mesh.", ["LoadBalancer", "NodePort", "ClusterIP"], {
      default: "LoadBalancer",
    }),
    loadBalancerSourceRanges: list(
      "Networks that a load balancer lets in; none = all.",
      text("A network.", 64, { min: 1 }),
      64,
      { set: true, default: [] },
    ),
  },
  {
    default: {},
    rules: [
      {
        rule: "self.mode == oldSelf.mode",
        message: "the mode of a pool cannot be changed: make another pool of the other mode, then scale this one to 0",
        field: ".mode",
        reason: "FieldValueForbidden",
      },
      {
        rule: "self.mode != 'gateway' || has(self.host)",
        message: "mode gateway needs the host that clients are told: set exposure.host",
        field: ".host",
        reason: "FieldValueRequired",
      },
      {
        rule: "self.mode != 'gateway' || self.gateway.kind != 'HTTPRoute' || size(self.gateway.parentRefs) > 0",
        message: "an HTTPRoute needs its Gateway: set exposure.gateway.parentRefs, or exposure.gateway.kind to Ingress",
        field: ".gateway.parentRefs",
        reason: "FieldValueRequired",
      },
      {
        rule: "self.mode in ['perPodLoadBalancer', 'nodePort', 'hostPort', 'hostNetwork'] || !has(self.domain)",
        message:
          "relays have names of their own only where each has an address of its own: remove exposure.domain, or set exposure.host",
        field: ".domain",
        reason: "FieldValueForbidden",
      },
      {
        rule: "!has(self.advertise) || !self.advertise.contains('{domain}') || has(self.domain)",
        message: "advertise names {domain}: set exposure.domain",
        field: ".domain",
        reason: "FieldValueRequired",
      },
      {
        rule: "!has(self.advertise) || !self.advertise.contains('{host}') || has(self.host)",
        message: "advertise names {host}: set exposure.host",
        field: ".host",
        reason: "FieldValueRequired",
      },
    ],
  },
);

export type Exposure = Plain<Static<typeof exposure>>;
