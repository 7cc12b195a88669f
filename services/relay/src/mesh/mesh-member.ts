import type { TlsMaterial } from "@fairlead/cluster";
import type { RelayThread } from "../relay-thread.ts";
import { StoreOwners, type StoreOwnersPorts } from "./store-owners.ts";

/** What the mesh stands on, as the bus has it. */
export interface MeshMemberTrust {
  material(): TlsMaterial;
  watch(listener: () => void): Disposable;
}
export type MeshThread = Pick<RelayThread, "watchAdmissions" | "answerOwner" | "changeMeshTrust">;

/** Uuids looked for at one time; above it legs wait for their partner here. */
const MAX_LOOKING = 5000;

/** A relay's part in a mesh, in the thread that started the relay: who joins what, and with which certificates [CL-38] [CL-43]. Dispose it before the thread. */
export class MeshMember implements Disposable {
  readonly #thread: MeshThread;
  readonly #owners: StoreOwners;
  readonly #listening = new DisposableStack();
  #looking = 0;

  constructor(ports: StoreOwnersPorts & { readonly trust: MeshMemberTrust }, thread: MeshThread) {
    this.#thread = thread;
    this.#owners = new StoreOwners(ports);
    this.#listening.use(
      thread.watchAdmissions((event) => {
        if (event.kind === "lone") void this.#answer(event.uuid);
      }),
    );
    this.#listening.use(
      ports.trust.watch(() => void thread.changeMeshTrust(ports.trust.material()).catch(() => undefined)),
    );
  }

  [Symbol.dispose](): void {
    this.#listening.dispose();
  }

  async #answer(uuid: Parameters<StoreOwners["find"]>[0]): Promise<void> {
    if (this.#looking >= MAX_LOOKING) return;
    this.#looking += 1;
    const owner = await this.#owners.find(uuid);
    this.#looking -= 1;
    // The thread may be gone; then there is nobody to tell.
    await this.#thread.answerOwner(uuid, owner).catch(() => undefined);
  }
}
