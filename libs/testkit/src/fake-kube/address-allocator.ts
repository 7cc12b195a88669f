import type { Allocator } from "./defaults.ts";
import { fieldAt } from "./fake-object.ts";
import type { ObjectStore } from "./object-store.ts";

const FIRST_NODE_PORT = 30_000;
const LAST_NODE_PORT = 32_767;

/** Service addresses and node ports: the lowest that no Service has. */
export class AddressAllocator implements Allocator {
  readonly #store: ObjectStore;
  /** Given out within a write that is not yet stored. */
  readonly #given = new Set<number>();
  #hosts = 0;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  clusterIp(): string {
    this.#hosts += 1;
    return `10.96.${this.#hosts >> 8}.${this.#hosts & 255}`;
  }

  nodePort(): number {
    const services = this.#store.list("/services") ?? [];
    const ports = services.flatMap((service) => (fieldAt(service, "spec.ports") ?? []) as readonly unknown[]);
    const taken = new Set(ports.map((port) => fieldAt(port, "nodePort")));
    for (let port = FIRST_NODE_PORT; port <= LAST_NODE_PORT; port += 1) {
      if (taken.has(port) || this.#given.has(port)) continue;
      this.#given.add(port);
      return port;
    }
    throw new Error("every node port is taken");
  }

  stored(): void {
    this.#given.clear();
  }
}
