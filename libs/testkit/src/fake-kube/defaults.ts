import { type FakeObject, type Fields, fieldAt, isFields, withField } from "./fake-object.ts";

/** Fields that the real server fills in and that a controller meets when it reads back what it wrote. */
export function withDefaults(object: FakeObject, previous: FakeObject | undefined, allocate: Allocator): FakeObject {
  switch (object.kind) {
    case "Pod":
      return { ...object, spec: podSpec(asFields(object["spec"])) };
    case "Deployment":
    case "ReplicaSet":
    case "StatefulSet":
      return withField(object, "spec.replicas", fieldAt(object, "spec.replicas") ?? 1) as FakeObject;
    case "Service":
      return { ...object, spec: serviceSpec(asFields(object["spec"]), asFields(previous?.["spec"]), allocate) };
    case "Secret":
      return secret(object);
    case "Namespace":
      return { ...object, spec: { finalizers: ["kubernetes"] } } as FakeObject;
    default:
      return object;
  }
}

export interface Allocator {
  clusterIp(): string;
  nodePort(): number;
}

const asFields = (value: unknown): Fields => (isFields(value) ? value : {});
const asList = (value: unknown): readonly Fields[] => (Array.isArray(value) ? (value as readonly Fields[]) : []);

function podSpec(spec: Fields): Fields {
  const containers = asList(spec["containers"]).map((container) => ({
    ...{ imagePullPolicy: "IfNotPresent", terminationMessagePath: "/dev/termination-log", resources: {} },
    ...{ terminationMessagePolicy: "File", ...container },
    ...("ports" in container ? { ports: asList(container["ports"]).map(withProtocol) } : {}),
  }));
  return {
    ...{ restartPolicy: "Always", dnsPolicy: "ClusterFirst", schedulerName: "default-scheduler" },
    ...{ terminationGracePeriodSeconds: 30, securityContext: {}, enableServiceLinks: true },
    ...{ serviceAccountName: "default", serviceAccount: spec["serviceAccountName"] ?? "default" },
    ...{ ...spec, containers },
  };
}

const withProtocol = (port: Fields): Fields => ({ protocol: "TCP", ...port });

function serviceSpec(spec: Fields, before: Fields, allocate: Allocator): Fields {
  const type = spec["type"] ?? "ClusterIP";
  if (type === "ExternalName") return { sessionAffinity: "None", ...spec };
  const clusterIP = spec["clusterIP"] ?? before["clusterIP"] ?? allocate.clusterIp();
  const atNodes = type === "NodePort" || type === "LoadBalancer";
  const known = asList(before["ports"]);
  const ports = asList(spec["ports"]).map((port) => {
    const old = known.find((one) => one["port"] === port["port"] && one["protocol"] === (port["protocol"] ?? "TCP"));
    const nodePort = port["nodePort"] ?? old?.["nodePort"] ?? (atNodes ? allocate.nodePort() : undefined);
    return { ...withProtocol({ targetPort: port["port"], ...port }), ...(atNodes ? { nodePort } : {}) };
  });
  return {
    ...{ type, sessionAffinity: "None", ipFamilies: ["IPv4"], ipFamilyPolicy: "SingleStack" },
    ...{ internalTrafficPolicy: "Cluster", ...(atNodes ? { externalTrafficPolicy: "Cluster" } : {}) },
    ...(type === "LoadBalancer" ? { allocateLoadBalancerNodePorts: true } : {}),
    ...{ ...spec, clusterIP, clusterIPs: [clusterIP], ports },
  };
}

function secret({ stringData, ...object }: FakeObject): FakeObject {
  const texts = Object.entries(asFields(stringData)).map(([key, text]) => [key, base64(String(text))]);
  const data = { ...asFields(object["data"]), ...Object.fromEntries(texts) };
  const base = { type: "Opaque", ...object } as unknown as FakeObject;
  return Object.keys(data).length === 0 ? base : { ...base, data };
}

const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");
