import type { DropReason } from "@fairlead/base";
import { nodeName, relayName, sessionUuid } from "@fairlead/base";
import {
  type Admission,
  admitMessage,
  MemoryAdmissionStore,
  MemoryBudgets,
  MemoryBusHub,
  MemoryRelayAdverts,
  MemoryRelayOrders,
  type MessageBus,
  type TenantStore,
} from "@fairlead/cluster";
import { MetricsRegistry } from "@fairlead/runtime";
import { ManualClock } from "@fairlead/testkit";
import {
  type RelayMember,
  type RelayMemberPorts,
  type RelayMemberSettings,
  startRelayMember,
} from "../../src/index.ts";
import type { MemberThread } from "../../src/member/cluster-relay.ts";
import type { ThreadVitals } from "../../src/relay-load.ts";
import type { AdmissionListener } from "../../src/relay-thread.ts";
import { ReportingAdmissions } from "../../src/worker/reporting-admissions.ts";
import { MemoryNodes } from "./memory-nodes.ts";
import { RelayUnderTest, recorder, UUID } from "./relay-under-test.ts";

/** The slot of the rendezvous that tells relays of admissions; relays begin at 10. */
const RENDEZVOUS = { slot: 1, epoch: "rendezvous" };

/** One relay and its member, in one thread. */
export interface MemberUnderTest {
  /** What its thread says of itself from now on. */
  vitals: ThreadVitals;
  readonly relay: RelayUnderTest;
  readonly member: RelayMember;
  readonly nodes: MemoryNodes;
  readonly drops: Map<DropReason, number>;
  readonly metrics: MetricsRegistry;
}

/** Relays of one cluster in one thread, with stores and a bus in memory and one clock that is the test's. */
export class RelaysUnderTest implements AsyncDisposable {
  readonly clock = new ManualClock();
  readonly hub = new MemoryBusHub();
  readonly store = new MemoryAdmissionStore(this.clock);
  readonly adverts = new MemoryRelayAdverts(this.clock);
  readonly orders = new MemoryRelayOrders(this.clock);
  readonly budgets = new MemoryBudgets(this.clock);
  readonly members: MemberUnderTest[] = [];
  readonly #rendezvous: MessageBus = this.hub.bus(RENDEZVOUS);

  static async start(
    count: number,
    settings: Partial<RelayMemberSettings> = {},
    tenants?: TenantStore,
  ): Promise<RelaysUnderTest> {
    const all = new RelaysUnderTest();
    for (let index = 0; index < count; index += 1) await all.#add(index, count, settings, { tenants });
    return all;
  }

  /** Relays that do as ordered: `orders`. */
  static async managed(count: number, settings: Partial<RelayMemberSettings> = {}): Promise<RelaysUnderTest> {
    const all = new RelaysUnderTest();
    for (let index = 0; index < count; index += 1) await all.#add(index, count, settings, { orders: all.orders });
    return all;
  }

  get first(): MemberUnderTest {
    const [first] = this.members;
    if (first === undefined) throw new Error("no relay was started");
    return first;
  }

  /** Tells one relay by bus. */
  async tell(index: number, admission: Partial<Admission> = {}): Promise<void> {
    this.#rendezvous.send({ slot: 10 + index, epoch: `relay ${index}` }, admitMessage(admissionOf(admission)));
    await turn();
  }

  /** Writes to the store. */
  keep(admission: Partial<Admission> = {}): Promise<void> {
    return this.store.put(admissionOf(admission));
  }

  /** Lets time pass for all, in steps short enough for what promises arm. */
  async pass(ms: number, stepMs = 50): Promise<void> {
    for (let left = ms; left > 0; left -= stepMs) {
      this.clock.advance(Math.min(stepMs, left));
      await turn();
      await turn();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { member, relay } of this.members) {
      await member[Symbol.asyncDispose]();
      await relay[Symbol.asyncDispose]();
    }
  }

  async #add(
    index: number,
    count: number,
    settings: Partial<RelayMemberSettings>,
    more: Pick<RelayMemberPorts, "tenants" | "orders">,
  ): Promise<void> {
    const listeners = new Set<AdmissionListener>();
    const tell: AdmissionListener = (event) => {
      for (const listener of listeners) listener(event);
    };
    const relay = await RelayUnderTest.start({}, true, this.clock, (told) => {
      return new ReportingAdmissions(told, {
        onArrived: (uuid) => tell({ kind: "arrived", uuid }),
        onConsumed: (uuid) => tell({ kind: "consumed", uuid }),
        onUnknown: (uuid, address) => tell({ kind: "unknown", uuid, address }),
      });
    });
    const self = { slot: 10 + index, epoch: `relay ${index}` };
    const [nodes, drops, metrics] = [
      new MemoryNodes(self, count, settings.mesh ? `127.0.0.1:${9093 + index}` : ""),
      new Map<DropReason, number>(),
      new MetricsRegistry(this.clock),
    ];
    const { clock, adverts, budgets } = this;
    const counter = { drop: (reason: DropReason) => void drops.set(reason, (drops.get(reason) ?? 0) + 1) };
    const ports = { clock, logger: recorder(relay.lines), metrics, drops: counter, nodes, adverts, budgets, ...more };
    const shared = { bus: this.hub.bus(self, "relay"), admissionStore: this.store };
    const names = { name: relayName(`relay-${index}`), node: nodeName(`node-${index}`) };
    const idle: ThreadVitals = { processorShare: 0, loopDelayMs: 0 };
    const under = { relay, nodes, drops, metrics, vitals: idle };
    const thread = threadOf(relay, listeners, () => under.vitals);
    const member = await startRelayMember({ ...ports, ...shared }, thread, {
      ...memberSettings,
      ...names,
      ...settings,
    });
    this.members.push(Object.assign(under, { member }));
  }
}

const memberSettings: RelayMemberSettings = {
  name: relayName("relay"),
  node: nodeName("relay"),
  region: "eu",
  pools: [],
  capacityBps: Number.POSITIVE_INFINITY,
  maxSessions: Number.POSITIVE_INFINITY,
  mesh: false,
  release: "1.2.3",
  clusterBps: 0,
};

/** The relay's thread, without the thread. */
function threadOf(
  { relay, admissions }: RelayUnderTest,
  listeners: Set<AdmissionListener>,
  vitals: () => ThreadVitals,
): MemberThread {
  if (admissions === undefined) throw new Error("a member has admissions");
  return {
    admissions,
    watchAdmissions: (listener) => {
      listeners.add(listener);
      return { [Symbol.dispose]: () => listeners.delete(listener) };
    },
    load: async () => ({ ...relay.load(), ...vitals(), outstanding: admissions.outstanding }),
    bound: async (bounds) => relay.bound(bounds),
    share: async (shares) => relay.share(shares),
    applyTerms: async (terms) => relay.applyTerms(terms),
    cut: async (count) => relay.cut(count),
    endUsed: async (uuid) => relay.endUsed(uuid),
    accept: async (welcome) => relay.accept(welcome),
  };
}

export function admissionOf(change: Partial<Admission> = {}): Admission {
  return { uuid: sessionUuid(UUID), peerId: "123456789", fromIp: "", purpose: "session", ...change };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
