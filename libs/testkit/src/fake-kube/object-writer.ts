import { AddressAllocator } from "./address-allocator.ts";
import { type ClusterState, wireTime } from "./cluster-state.ts";
import { conform } from "./crd-schema.ts";
import { withDefaults } from "./defaults.ts";
import { apiVersionOf, type FakeKind, resourceOf } from "./fake-kind.ts";
import {
  type FakeMetadata,
  type FakeObject,
  type Fields,
  same,
  withMetadata,
  withoutUndefined,
} from "./fake-object.ts";
import { mergeTypesOf } from "./list-types.ts";
import { applyTo, ownedByUpdate, type Writer } from "./managed-fields.ts";
import { refuseInvalid, refuseOtherVersion } from "./object-rules.ts";
import { alreadyExists, badRequest, conflict, invalid, Refusal } from "./refusal.ts";

/** How a write is meant. */
export interface WriteOptions {
  readonly manager: string;
  readonly subresource?: string;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
  readonly force?: boolean;
}

const NAME_SUFFIX = "bcdfghjklmnpqrstvwxz2456789";
/** Of the metadata, what only the server sets. */
const OWN_FIELDS = [
  "uid",
  "creationTimestamp",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "generation",
  "managedFields",
  "resourceVersion",
  "selfLink",
] as const;

/** What becomes of an object on its way into the store: defaults, rules, generation, owners of fields. */
export class ObjectWriter {
  readonly #state: ClusterState;
  readonly #addresses: AddressAllocator;

  constructor(state: ClusterState) {
    this.#state = state;
    this.#addresses = new AddressAllocator(state.store);
  }

  create(kind: FakeKind, wish: FakeObject, options: WriteOptions): FakeObject {
    if ((wish.metadata.resourceVersion ?? "") !== "")
      throw badRequest("resourceVersion should not be set on objects to be created");
    const named = this.#named(kind, this.#started(kind, wish));
    this.#refuseNoRoom(kind, named);
    const shaped = this.#shaped(kind, named, undefined, options);
    refuseInvalid(kind, shaped, undefined);
    const owned = ownedByUpdate(undefined, shaped, mergeTypesOf(kind), this.#writer(kind, options, "Update"));
    return this.#put(kind, owned, options);
  }

  /** Replaces what the subresource covers; the whole object but its status when there is none. */
  update(kind: FakeKind, previous: FakeObject, wish: FakeObject, options: WriteOptions): FakeObject {
    refuseOtherVersion(kind, wish, previous);
    const next = this.#continued(kind, previous, wish, options);
    const owned = ownedByUpdate(previous, next, mergeTypesOf(kind), this.#writer(kind, options, "Update"));
    return this.#changed(kind, previous, owned, options);
  }

  /** Server-side apply; creates what is not there. */
  apply(kind: FakeKind, previous: FakeObject | undefined, wish: FakeObject, options: WriteOptions): FakeObject {
    if (previous === undefined && wish.metadata.uid !== undefined)
      throw conflict(kind, wish.metadata.name, "uid mismatch: the provided object specified a uid, and none was found");
    if (previous !== undefined) refuseOtherVersion(kind, wish, previous);
    const writer = this.#writer(kind, options, "Apply");
    const base = previous ?? this.#started(kind, { ...this.#bare(wish), metadata: this.#place(wish) });
    const applied = applyTo(
      base,
      this.#covered(kind, wish, options),
      mergeTypesOf(kind),
      writer,
      options.force === true,
    );
    if (previous !== undefined) {
      const next = this.#continued(kind, previous, applied.object, options);
      return this.#changed(kind, previous, applied.own(next), options);
    }
    this.#refuseNoRoom(kind, base);
    const shaped = this.#shaped(kind, applied.object, undefined, options);
    refuseInvalid(kind, shaped, undefined);
    return this.#put(kind, applied.own(shaped), options);
  }

  #bare({ apiVersion, kind }: FakeObject): Pick<FakeObject, "apiVersion" | "kind"> {
    return { apiVersion, kind };
  }

  #place({ metadata: { name, namespace } }: FakeObject): FakeMetadata {
    return withoutUndefined({ name, namespace }) as FakeMetadata;
  }

  #writer(kind: FakeKind, { manager, subresource }: WriteOptions, operation: Writer["operation"]): Writer {
    const time = wireTime(this.#state.clock.wall());
    return { manager, operation, subresource: subresource ?? "", apiVersion: apiVersionOf(kind), time };
  }

  #named(kind: FakeKind, wish: FakeObject): FakeObject {
    const { name, generateName } = wish.metadata;
    if ((name ?? "") !== "") return wish;
    if (typeof generateName !== "string" || generateName === "")
      throw invalid(kind, "", [
        {
          reason: "FieldValueRequired",
          field: "metadata.name",
          message: "Required value: name or generateName is required",
        },
      ]);
    const letter = (): string => NAME_SUFFIX[this.#state.random.uint32() % NAME_SUFFIX.length] ?? "b";
    return withMetadata(wish, { name: `${generateName}${Array.from({ length: 5 }, letter).join("")}` });
  }

  #started(kind: FakeKind, wish: FakeObject): FakeObject {
    const cleared = Object.fromEntries(OWN_FIELDS.map((field) => [field, undefined]));
    const creationTimestamp = wireTime(this.#state.clock.wall());
    const own = { uid: this.#state.random.uuid(), creationTimestamp, ...(kind.counted ? { generation: 1 } : {}) };
    const object = withMetadata(wish, { ...cleared, ...own });
    if (!kind.status || kind.kind === "Node") return object;
    const { status: _status, ...rest } = object;
    const first = { Pod: { phase: "Pending", qosClass: "BestEffort" }, Namespace: { phase: "Active" } }[kind.kind];
    return (first === undefined ? rest : { ...rest, status: first }) as FakeObject;
  }

  #refuseNoRoom(kind: FakeKind, { metadata: { name, namespace } }: FakeObject): void {
    if (this.#state.store.get(resourceOf(kind), namespace ?? "", name) !== undefined) throw alreadyExists(kind, name);
    if (!kind.namespaced) return;
    const space = this.#state.store.get("/namespaces", "", namespace ?? "");
    if (space === undefined) throw new Refusal(404, "NotFound", `namespaces "${namespace}" not found`);
    if (space.metadata.deletionTimestamp === undefined) return;
    const message = `${kind.plural} "${name}" is forbidden: unable to create new content in namespace ${namespace} because it is being terminated`;
    const cause = {
      reason: "NamespaceTerminating",
      message: `namespace ${namespace} is being terminated`,
      field: "metadata.namespace",
    };
    throw new Refusal(403, "Forbidden", message, { name, kind: kind.plural, causes: [cause] });
  }

  /** Only the part that the subresource covers counts. */
  #covered(kind: FakeKind, wish: FakeObject, { subresource }: WriteOptions): FakeObject {
    if (!kind.status) return wish;
    const { status, ...rest } = wish;
    if (subresource !== "status") return rest as FakeObject;
    return { ...this.#bare(wish), metadata: this.#place(wish), ...(status === undefined ? {} : { status }) };
  }

  #continued(kind: FakeKind, previous: FakeObject, wish: FakeObject, options: WriteOptions): FakeObject {
    const own = Object.fromEntries(OWN_FIELDS.map((field) => [field, previous.metadata[field]]));
    const { status: _status, ...rest } = wish;
    const { status: before } = previous;
    const statusKept = before === undefined ? rest : { ...rest, status: before };
    const covered =
      options.subresource === "status"
        ? withoutUndefined({ ...previous, status: wish["status"] })
        : kind.status
          ? statusKept
          : wish;
    const shaped = this.#shaped(kind, withMetadata(covered as FakeObject, own), previous, options);
    refuseInvalid(kind, shaped, previous);
    const moved = kind.counted && !same(countedPart(shaped), countedPart(previous));
    return moved ? withMetadata(shaped, { generation: (previous.metadata.generation ?? 0) + 1 }) : shaped;
  }

  #shaped(kind: FakeKind, object: FakeObject, previous: FakeObject | undefined, options: WriteOptions): FakeObject {
    if (kind.schema === undefined) return withDefaults(object, previous, this.#addresses);
    const { value, unknown } = conform(object, kind.schema);
    if (options.strict === true && unknown.length > 0) {
      const words = unknown.map((field) => `unknown field "${field}"`).join(", ");
      throw badRequest(`strict decoding error: ${words}`);
    }
    return value as FakeObject;
  }

  /** A write that changes nothing has no version of its own, and nobody hears of it. */
  #changed(kind: FakeKind, previous: FakeObject, next: FakeObject, options: WriteOptions): FakeObject {
    if (same(plain(next), plain(previous))) return previous;
    const { deletionTimestamp, finalizers, deletionGracePeriodSeconds } = next.metadata;
    const isLast =
      deletionTimestamp !== undefined && (finalizers ?? []).length === 0 && deletionGracePeriodSeconds === 0;
    if (isLast && options.dryRun !== true && kind.kind !== "Namespace")
      return this.#state.store.remove(resourceOf(kind), next);
    return this.#put(kind, next, options);
  }

  #put(kind: FakeKind, object: FakeObject, { dryRun }: WriteOptions): FakeObject {
    const stored = dryRun === true ? object : this.#state.store.put(resourceOf(kind), object);
    this.#addresses.stored();
    return stored;
  }
}

function countedPart(object: FakeObject): Fields {
  const { metadata: _metadata, status: _status, ...rest } = object;
  return rest;
}

/** As JSON has it, without what differs between two writes of the same. */
function plain(object: FakeObject): unknown {
  return JSON.parse(
    JSON.stringify(withMetadata(object, { managedFields: timeless(object), resourceVersion: undefined })),
  );
}

function timeless(object: FakeObject): readonly Fields[] {
  const entries = (object.metadata["managedFields"] as readonly Fields[] | undefined) ?? [];
  return entries.map(({ time, ...entry }) => entry);
}
