import { type RefusalRow, refuses } from "./render-table.ts";
import { at, merged } from "./rendered-chart.ts";

const ON = { enabled: true };
const GATEWAY_MODE = { relayPool: { exposure: { mode: "gateway", gateway: { parentRefs: [{ name: "web" }] } } } };

refuses("what is required", [
  ["a host, with an example [KU-32]", { host: "" }, /host is empty.*--set host=rd\.example\.com/],
  [
    "an image, with how to come by one [KU-32]",
    { image: { repository: "" } },
    /image\.repository is empty.*make image/,
  ],
  ["a host is no URL [KU-32]", { host: "https//rd.example.com" }, /host=https\/\/rd\.example\.com is no name/],
]);

refuses("asked for and absent in the cluster, with the value to change", [
  [
    "HTTPRoute [KU-32]",
    { httpRoute: { ...ON, parentRefs: [{ name: "web" }] } },
    /httpRoute\.enabled=true, but this cluster has no HTTPRoute.*httpRoute\.enabled=false.*capabilityChecks=false/s,
  ],
  [
    "routes of your own pools",
    { controller: { routes: { httpRoutes: true } } },
    /controller\.routes\.httpRoutes=true, but this cluster has no HTTPRoute.*capabilityChecks=false/s,
  ],
  [
    "relays by Gateway [KU-32]",
    GATEWAY_MODE,
    /relayPool\.exposure\.mode=gateway, but this cluster has no HTTPRoute.*gateway\.kind=Ingress.*capabilityChecks=false/s,
  ],
  [
    "PodMonitor [KU-32]",
    at("metrics.podMonitor", ON),
    /metrics\.podMonitor\.enabled=true, but this cluster has no PodMonitor.*capabilityChecks=false/s,
  ],
  [
    "ServiceMonitor [KU-32]",
    at("metrics.serviceMonitor", ON),
    /metrics\.serviceMonitor\.enabled=true, but.*capabilityChecks=false/s,
  ],
  [
    "cert-manager for the bus [KU-32]",
    { certManager: { bus: true } },
    /certManager\.bus=true, but this cluster has no Certificate.*capabilityChecks=false/s,
  ],
  [
    "cert-manager for the Ingress [KU-32]",
    { ingress: ON, certManager: { certificate: { ...ON, issuerRef: { name: "x" } } } },
    /certManager\.certificate\.enabled=true, but.*capabilityChecks=false/s,
  ],
  [
    "our own definitions [KU-32]",
    { crds: { enabled: false } },
    /crds\.enabled=false, but this cluster has no fairlead\.io\/v1alpha1.*fairlead-crds.*capabilityChecks=false/s,
  ],
]);

const EXTERNAL = { mode: "external", existingSecret: "s", external: { url: "redis://r:6379" } };
refuses("what cannot work together", [
  ["node ports that nobody can reckon by", { service: { mode: "nodePort" } }, /service\.nodePorts\.main.*30116/],
  [
    "a node port of no use",
    { service: { nodePorts: { main: 30_116 } } },
    /service\.nodePorts\.main counts with service\.mode=nodePort only/,
  ],
  [
    "PROXY protocol on UDP",
    { trustedProxies: ["10.0.0.0/8"], service: { proxyProtocol: ON } },
    /service\.proxyProtocol\.enabled without service\.split/,
  ],
  ["PROXY protocol that nobody believes", { service: { split: true, proxyProtocol: ON } }, /without trustedProxies/],
  [
    "sources that are rewritten [KU-24]",
    { service: { externalTrafficPolicy: "Cluster" } },
    /service\.externalTrafficPolicy=Cluster rewrites clients' addresses/,
  ],
  ["a gateway without a Gateway", at("relayPool.exposure.mode", "gateway"), /relayPool\.exposure\.gateway\.parentRefs/],
  ["an HTTPRoute without a Gateway", { httpRoute: ON }, /httpRoute\.parentRefs/],
  [
    "names of relays that share an address",
    { relayPool: { exposure: { domain: "r.example.com" } } },
    /relayPool\.exposure\.domain.*relayPool\.exposure\.host/,
  ],
  [
    "half a place",
    { relayPool: { region: { latitude: 50 } } },
    /relayPool\.region\.latitude and relayPool\.region\.longitude/,
  ],
  [
    "tenants allowed and denied",
    { relayPool: { tenants: { allow: ["a"], deny: ["b"] } } },
    /relayPool\.tenants\.allow/,
  ],
  [
    "ports beyond the last one",
    { relayPool: { replicas: 100, exposure: { mode: "sharedLoadBalancer", portBase: 65_000 } } },
    /relayPool\.exposure\.portBase is too high/,
  ],
  ["an external Redis without a place", { redis: { mode: "external", existingSecret: "s" } }, /redis\.external\.url/],
  ["an external Redis without passwords", { redis: { ...EXTERNAL, existingSecret: "" } }, /redis\.existingSecret/],
  [
    "a password that everybody can read",
    { redis: merged(EXTERNAL, { external: { url: "redis://u:p@r:6379" } }) },
    /redis\.external\.url holds a user or password/,
  ],
  ["TLS without TLS", { redis: merged(EXTERNAL, { external: { tls: { caSecret: "ca" } } }) }, /rediss/],
  ["an external Redis beside the embedded one", at("redis.external.url", "redis://r:6379"), /redis\.mode is embedded/],
  ["two monitors of one pod", { metrics: { podMonitor: ON, serviceMonitor: ON } }, /count every pod twice/],
  [
    "a Certificate of no issuer",
    { ingress: ON, certManager: { certificate: ON } },
    /certManager\.certificate\.issuerRef\.name/,
  ],
  [
    "a Certificate of no Ingress",
    { certManager: { certificate: { ...ON, issuerRef: { name: "x" } } } },
    /ingress\.enabled is false/,
  ],
  [
    "certificates renewed by two",
    { certManager: { bus: true }, bus: { existingRendezvousSecret: "a", existingRelaySecret: "b" } },
    /certManager\.bus renews/,
  ],
  [
    "one role's certificate without the other's",
    { bus: { existingRendezvousSecret: "a" } },
    /bus\.existingRelaySecret/,
  ],
  ["the other's without the one's", { bus: { existingRelaySecret: "a" } }, /bus\.existingRendezvousSecret/],
  [
    "pods on their nodes' network that the policy would stop",
    { service: { mode: "hostNetwork" } },
    /networkPolicy\.nodeCidrs/,
  ],
  [
    "relays on their nodes' network that the policy would stop",
    at("relayPool.exposure.mode", "hostNetwork"),
    /networkPolicy\.nodeCidrs/,
  ],
  [
    "a grace that ends before the drain does [KU-34]",
    { rendezvous: { terminationGracePeriodSeconds: 54 } },
    /rendezvous\.terminationGracePeriodSeconds must be at least 55/,
  ],
]);

const TYPOS: readonly (readonly [path: string, value: unknown])[] = [
  ["hosts", "x"],
  ["image.repo", "x"],
  ["rendezvous.replica", 2],
  ["rendezvous.pdb.maxunavailable", 1],
  ["service.type", "LoadBalancer"],
  ["service.nodePorts.ws", 1],
  ["relay.nodeselector", {}],
  ["relayPool.replica", 1],
  ["relayPool.exposure.Mode", "mesh"],
  ["relayPool.exposure.ports.ws", 1],
  ["relayPool.podTemplate.serviceAccountName", "x"],
  ["relayPool.podTemplate.volumes", []],
  ["relayPool.drain.deadline", 1],
  ["controller.rbac.creat", true],
  ["redis.persistance", { size: "1Gi" }],
  ["redis.external.users.admin", "x"],
  ["networkPolicy.enable", true],
  ["metrics.podMonitor.labels", {}],
  ["certManager.enabled", true],
  ["externalDns.domain", "x"],
  ["ingress.tls.secret", "x"],
  ["httpRoute.timeouts.idle", "1s"],
  ["init.image", "x"],
  ["test.enable", true],
  ["key.secret", "x"],
  ["crds.install", true],
];
const WRONG: readonly (readonly [path: string, value: unknown])[] = [
  ["service.mode", "loadbalancer"],
  ["service.preset", "aws"],
  ["relayPool.exposure.mode", "hostport"],
  ["relayPool.exposure.probe", "maybe"],
  ["redis.mode", "internal"],
  ["image.pullPolicy", "Sometimes"],
  ["rendezvous.replicas", 0],
  ["rendezvous.replicas", "two"],
  ["ports.main", 2],
  ["ports.main", 70_000],
  ["relayPool.exposure.ports.tcp", 65_534],
  ["relayPool.region.latitude", 91],
  ["relayPool.name", "Relays"],
  ["ingress.idleTimeoutSeconds", 60],
  ["image.digest", "sha256:1"],
  ["trustedProxies", ["everyone"]],
  ["ipFamilies", ["IPv5"]],
  ["fullnameOverride", "a-name-that-is-longer-than-thirty"],
  ["redis.external.url", "http://r"],
  ["redis.prefix", "a b"],
  ["commonLabels", { n: 1 }],
  ["rendezvous.logLevel", "loud"],
  ["controller.nodePortRange", "30000"],
  ["relayPool.replicas", -1],
  ["httpRoute.timeouts.request", "forever"],
];
const byPath = ([path, value]: readonly [string, unknown]): RefusalRow => [
  `${path}: ${JSON.stringify(value)} [KU-32]`,
  at(path, value),
  new RegExp(path.split(".").at(-1) ?? "", "i"),
];
refuses("a key that is none", TYPOS.map(byPath));
refuses("a value out of its bounds", WRONG.map(byPath));
