import { type Clock, errorMessage, type Logger } from "@fairlead/base";
import { type KubeObject, keyOf, type ObjectRef } from "@fairlead/kube";
import { sideBySide } from "../apply/side-by-side.ts";
import type { StatusWish } from "../plan/index.ts";
import { StatusPacer } from "./status-pacer.ts";

type WithStatus = KubeObject & { readonly status?: unknown };

export interface StatusWriterPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  /** What the server has, as far as is known. */
  readonly live: (ref: ObjectRef) => WithStatus | undefined;
  /** Answers the object as the server has it then; `undefined` when it is gone. */
  readonly write: (wish: StatusWish) => Promise<WithStatus | undefined>;
  /** Nobody leads here any more [KU-3]. */
  readonly isOver: () => boolean;
}

const AT_ONCE = 8;

/** Statuses as wished last, and when they are written [KU-8]. The next plan goes on from what was wished, written or not: a decision of its history is lost with this leader alone. */
export class StatusWriter {
  readonly #ports: StatusWriterPorts;
  readonly #pacer = new StatusPacer();
  #wishes: ReadonlyMap<string, StatusWish> = new Map();

  constructor(ports: StatusWriterPorts) {
    this.#ports = ports;
  }

  /** All there are; wishes of before are void. */
  wish(wishes: readonly StatusWish[]): void {
    this.#wishes = new Map(wishes.map((wish) => [wishKey(wish.ref), wish]));
  }

  /** The object with the status that was wished for it. */
  wished<T extends WithStatus>(object: T): T {
    const { apiVersion, kind, metadata } = object;
    const wish = this.#wishes.get(wishKey({ apiVersion, kind, ...metadata }));
    if (wish === undefined || (wish.ref.uid !== undefined && wish.ref.uid !== metadata.uid)) return object;
    return { ...object, status: wish.status };
  }

  /** Writes what is due. Never rejects. */
  async write(): Promise<void> {
    const { clock, live, isOver } = this.#ports;
    const all = [...this.#wishes].map(([key, wish]) => ({
      key,
      wish,
      wanted: wish.status,
      live: live(wish.ref)?.status,
    }));
    const due = this.#pacer.choose(all, clock.now());
    await sideBySide(
      due,
      AT_ONCE,
      ({ key, wish }) => this.#write(key, wish),
      () => !isOver(),
    );
  }

  async #write(key: string, wish: StatusWish): Promise<void> {
    const { clock, logger, write, isOver } = this.#ports;
    try {
      const answer = await write(wish);
      this.#pacer.wrote(key, wish.status, answer?.status, clock.now());
    } catch (error) {
      if (isOver()) return;
      this.#pacer.failed(key, clock.now());
      logger.warn("controller.status.failed", { object: key, reason: errorMessage(error) });
    }
  }
}

const wishKey = (ref: ObjectRef): string => `${ref.kind}/${keyOf(ref)}`;
