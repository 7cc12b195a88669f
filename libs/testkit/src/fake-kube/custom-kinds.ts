import { type ClusterState, wireTime } from "./cluster-state.ts";
import { type FakeKind, resourceOf } from "./fake-kind.ts";
import { type FakeObject, fieldAt } from "./fake-object.ts";
import { kindsOfCrd } from "./kind-table.ts";
import type { ObjectWriter } from "./object-writer.ts";

/** Serves what CustomResourceDefinitions define as long as they are there, and says in their status that it does. */
export class CustomKinds implements Disposable {
  readonly #state: ClusterState;
  readonly #writer: ObjectWriter;
  readonly #listening: Disposable;

  constructor(state: ClusterState, writer: ObjectWriter) {
    this.#state = state;
    this.#writer = writer;
    this.#listening = state.store.onChange(({ resource, type, object }) => {
      if (resource !== "apiextensions.k8s.io/customresourcedefinitions") return;
      if (type === "DELETED") for (const kind of kindsOfCrd(object)) this.#drop(kind);
      else this.#serve(object);
    });
  }

  [Symbol.dispose](): void {
    this.#listening[Symbol.dispose]();
  }

  #serve(crd: FakeObject): void {
    for (const kind of kindsOfCrd(crd)) this.#state.kinds.add(kind);
    if (fieldAt(crd, "status.conditions") === undefined) queueMicrotask(() => this.#tellEstablished(crd.metadata.name));
  }

  #tellEstablished(name: string): void {
    const resource = "apiextensions.k8s.io/customresourcedefinitions";
    const kind = this.#state.kinds.ofResource(resource);
    const crd = this.#state.store.get(resource, "", name);
    if (kind === undefined || crd === undefined) return;
    const lastTransitionTime = wireTime(this.#state.clock.wall());
    const conditions = [
      {
        type: "NamesAccepted",
        status: "True",
        reason: "NoConflicts",
        message: "no conflicts found",
        lastTransitionTime,
      },
      { type: "Established", status: "True", reason: "InitialNamesAccepted", message: "accepted", lastTransitionTime },
    ];
    const versions = (fieldAt(crd, "spec.versions") ?? []) as readonly { readonly name: string }[];
    const names = fieldAt(crd, "spec.names");
    const status = { conditions, acceptedNames: names, storedVersions: versions.map((one) => one.name) };
    this.#writer.update(kind, crd, { ...crd, status }, { manager: "kube-apiserver", subresource: "status" });
  }

  #drop(kind: FakeKind): void {
    const { store, kinds } = this.#state;
    for (const object of store.list(resourceOf(kind)) ?? []) store.remove(resourceOf(kind), object);
    kinds.remove(kind);
  }
}
