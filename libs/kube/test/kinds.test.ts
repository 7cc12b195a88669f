import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keyOf, kindOf, kinds, kubePath, microTime, nameOfKey, ownerOf } from "../src/index.ts";

const paths: readonly [string, string, string][] = [
  ["v1", "Pod", "/api/v1/namespaces/a/pods/x"],
  ["v1", "Node", "/api/v1/nodes/x"],
  ["v1", "Endpoints", "/api/v1/namespaces/a/endpoints/x"],
  ["networking.k8s.io/v1", "NetworkPolicy", "/apis/networking.k8s.io/v1/namespaces/a/networkpolicies/x"],
  ["networking.k8s.io/v1", "Ingress", "/apis/networking.k8s.io/v1/namespaces/a/ingresses/x"],
  ["networking.k8s.io/v1", "IngressClass", "/apis/networking.k8s.io/v1/ingressclasses/x"],
  ["gateway.networking.k8s.io/v1", "Gateway", "/apis/gateway.networking.k8s.io/v1/namespaces/a/gateways/x"],
  ["cert-manager.io/v1", "Certificate", "/apis/cert-manager.io/v1/namespaces/a/certificates/x"],
  ["fairlead.io/v1alpha1", "RendezvousCluster", "/apis/fairlead.io/v1alpha1/namespaces/a/rendezvousclusters/x"],
  ["apiextensions.k8s.io/v1", "CustomResourceDefinition", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/x"],
];

describe("where the API has an object", () => {
  for (const [apiVersion, kind, path] of paths)
    it(kind, () => assert.equal(kubePath(kindOf(apiVersion, kind), { namespace: "a", name: "x" }), path));

  it("of all namespaces, of a subresource, with a name that wants escaping", () => {
    assert.equal(kubePath(kinds.pod), "/api/v1/pods");
    assert.equal(kubePath(kinds.pod, { namespace: "a", name: "x" }, "status"), "/api/v1/namespaces/a/pods/x/status");
    assert.equal(kubePath(kinds.node, { name: "a/../b?c" }), "/api/v1/nodes/a%2F..%2Fb%3Fc");
  });
});

describe("names and times", () => {
  it("a key is read back as it was made", () => {
    for (const name of [{ namespace: "a", name: "b" }, { name: "b" }]) assert.deepEqual(nameOfKey(keyOf(name)), name);
  });

  it("a MicroTime has six digits, never seven", () => {
    assert.equal(microTime(0), "1970-01-01T00:00:00.000000Z");
    assert.equal(microTime(1500.25), "1970-01-01T00:00:01.500250Z");
    assert.equal(microTime(1999.999, 1), "1970-01-01T00:00:02.000000Z");
  });

  it("nothing that was never stored owns anything", () => {
    const metadata = { name: "b" };
    assert.throws(() => ownerOf({ apiVersion: "v1", kind: "ConfigMap", metadata }), TypeError);
    const owner = ownerOf(
      { apiVersion: "v1", kind: "ConfigMap", metadata: { ...metadata, uid: "u" } },
      { controller: true },
    );
    assert.deepEqual(owner, { apiVersion: "v1", kind: "ConfigMap", name: "b", uid: "u", controller: true });
  });
});
