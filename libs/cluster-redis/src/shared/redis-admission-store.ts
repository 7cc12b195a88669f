import type { SessionUuid } from "@fairlead/base";
import { type Admission, type AdmissionStore, StoreUnavailableError } from "@fairlead/cluster";
import { replyMaybe, replyText } from "../connection/redis-reply.ts";
import type { RedisStore } from "../connection/redis-store.ts";

/** [CL-29]. */
const LIFETIME_MS = 60_000;

/** One key an admission; whoever deletes it has it [CL-30]. */
export class RedisAdmissionStore implements AdmissionStore {
  readonly #store: RedisStore;

  constructor(store: RedisStore) {
    this.#store = store;
  }

  async put(admission: Admission): Promise<void> {
    await this.#store.command("set", this.#key(admission.uuid), JSON.stringify(admission), "PX", LIFETIME_MS);
  }

  async read(uuid: SessionUuid): Promise<Admission | undefined> {
    const text = replyMaybe(await this.#store.command("get", this.#key(uuid)), replyText);
    return text === undefined ? undefined : readAdmission(text, uuid);
  }

  async take(uuid: SessionUuid): Promise<boolean> {
    return (await this.#store.command("del", this.#key(uuid))) === 1;
  }

  #key(uuid: SessionUuid): string {
    return this.#store.key(`adm:${uuid}`);
  }
}

function readAdmission(text: string, uuid: SessionUuid): Admission {
  try {
    return { ...(JSON.parse(text) as Admission), uuid };
  } catch (cause) {
    throw new StoreUnavailableError("Redis holds an admission that cannot be read", { cause });
  }
}
