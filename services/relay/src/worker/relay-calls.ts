import { errorMessage } from "@fairlead/base";
import type { Admissions, SharedState } from "@fairlead/cluster";
import type { AdminCommands, MetricsRegistry } from "@fairlead/runtime";
import type { AskedOwners } from "../mesh/asked-owners.ts";
import type { MeshTrust } from "../mesh/mesh-trust.ts";
import type { Relay } from "../relay.ts";
import type { ThreadVitals } from "../relay-load.ts";
import type { RelayCallName, RelayCalls, RelayReport, RelayRequest } from "./thread-messages.ts";

export interface CallParts {
  readonly relay: Relay;
  readonly admissions: Admissions | undefined;
  /** Admissions that nobody has used yet. */
  readonly outstanding: () => number;
  /** How busy the thread was since it was asked last. */
  readonly vitals: () => ThreadVitals;
  readonly shared: SharedState;
  readonly mesh: { readonly owners: AskedOwners; readonly trust: MeshTrust } | undefined;
  readonly commands: AdminCommands;
  readonly metrics: MetricsRegistry;
  readonly report: (report: RelayReport) => void;
}

/** What each call does. */
type CallTable = {
  readonly [N in RelayCallName]: (
    words: RelayCalls[N]["words"],
  ) => RelayCalls[N]["answer"] | Promise<RelayCalls[N]["answer"]>;
};

/** Carries out what the parent asks and answers each call once. */
export class RelayCallHandler {
  readonly #report: (report: RelayReport) => void;
  readonly #table: CallTable;

  constructor(parts: CallParts) {
    this.#report = parts.report;
    this.#table = callTable(parts);
  }

  async handle(request: RelayRequest): Promise<void> {
    const { seq } = request;
    try {
      this.#report({ kind: "answer", seq, answer: await this.#answer(request) });
    } catch (error) {
      this.#report({ kind: "fault", seq, message: errorMessage(error) });
    }
  }

  #answer<N extends RelayCallName>(request: { readonly call: N; readonly words: RelayCalls[N]["words"] }) {
    return this.#table[request.call](request.words);
  }
}

function callTable({ relay, admissions, outstanding, vitals, shared, mesh, commands, metrics }: CallParts): CallTable {
  const waiting = new AbortController();
  return {
    admit: (admission) => done(admissions?.admit(admission)),
    admin: (words) => commands.run(words),
    ping: () => null,
    metrics: () => metrics.snapshot(),
    load: () => ({ ...relay.load(), ...vitals(), outstanding: outstanding() }),
    bound: (bounds) => done(relay.bound(bounds)),
    share: (shares) => done(relay.share(shares)),
    terms: (terms) => done(relay.applyTerms(terms)),
    endUsed: (uuid) => done(relay.endUsed(uuid)),
    cut: (count) => done(relay.cut(count)),
    accept: (welcome) => done(relay.accept(welcome)),
    meshOwner: ({ uuid, owner }) => done(mesh?.owners.answer(uuid, owner)),
    meshTrust: (material) => done(mesh?.trust.change(material)),
    exportShared: () => shared.exported(),
    applyShared: (values) => done(shared.apply(values)),
    drain: () => done(relay.drain(waiting.signal)),
    stopWaiting: () => done(waiting.abort()),
    close: () => done(relay[Symbol.asyncDispose]()),
  };
}

async function done(work: void | Promise<void> | undefined): Promise<null> {
  await work;
  return null;
}
