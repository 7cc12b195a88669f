import { setImmediate } from "node:timers/promises";
import { nodeName, noMetrics, silentLogger } from "@fairlead/base";
import {
  Membership,
  MemoryBusHub,
  MemoryNodeLease,
  MemorySharedSettings,
  type NodeCard,
  type NodeRole,
  type SharedValues,
} from "@fairlead/cluster";
import {
  type AdminAnswer,
  type AdminCommand,
  AdminCommands,
  errorAnswer,
  formatAnswer,
  Health,
  tableAnswer,
  textAnswer,
} from "@fairlead/runtime";
import { ManualClock, SeededRandom } from "@fairlead/testkit";
import { clusterCommands } from "../../src/cluster/ctl/cluster-commands.ts";
import { NodeDrain } from "../../src/cluster/node-drain.ts";
import { SettingsFollower } from "../../src/cluster/settings-follower.ts";

const cardOf = (name: string, role: NodeRole): NodeCard => ({
  name: nodeName(name),
  role,
  state: "serving",
  release: "1",
  schema: 1,
  busAddress: `${name}:9092`,
  meshAddress: "",
  settingsVersion: 0,
  trust: "",
});

/** A role that remembers what it was told; its one setting is called after the role. */
export class RigRole {
  readonly held: string[] = [];
  readonly drains: string[] = [];
  #setting = "off";
  readonly #role: NodeRole;

  constructor(role: NodeRole) {
    this.#role = role;
  }

  get setting(): string {
    return this.#setting;
  }

  readonly state = {
    exported: (): SharedValues => new Map([[`${this.#role}-setting`, this.#setting]]),
    apply: (values: SharedValues): void => {
      this.#setting = values.get(`${this.#role}-setting`) ?? this.#setting;
    },
  };

  get commands(): readonly AdminCommand[] {
    const one = (name: string, run: AdminCommand["run"], aliases: readonly string[] = []): AdminCommand => ({
      name,
      aliases,
      usage: "",
      help: name,
      run,
    });
    const set = one(`${this.#role}-setting`, ([value]) => {
      if (value === undefined) return textAnswer(this.#setting);
      this.#setting = value;
      return textAnswer("");
    });
    const kick =
      (word: string) =>
      ([id]: readonly string[]): AdminAnswer => {
        if (!this.held.includes(id ?? "")) return errorAnswer(`there is no ${id}`);
        this.held.splice(this.held.indexOf(id ?? ""), 1);
        return textAnswer(word === "kick" ? "" : "");
      };
    if (this.#role === "relay") {
      const rows = (): AdminAnswer =>
        tableAnswer(
          ["session", "uuid"],
          this.held.map((id) => [Number(id), `uuid-${id}`]),
        );
      return [
        set,
        one("sessions", rows),
        one("usage", () => textAnswer(this.held.join("\n")), ["u"]),
        one("kick", kick("kick")),
      ];
    }
    const peers = ([text]: readonly string[]): AdminAnswer => {
      if (text === "count") return textAnswer(`${this.held.length}\n`);
      const found = this.held.filter((id) => id.includes(text ?? ""));
      if (text !== undefined && found.length === 0) return errorAnswer(`${text} has never registered here`);
      return tableAnswer(
        ["id", "address"],
        found.map((id) => [id, "192.0.2.1:5"]),
      );
    };
    const peer = ([id]: readonly string[]): AdminAnswer =>
      tableAnswer(
        ["what", "value"],
        [
          ["id", id ?? ""],
          ["here", this.held.includes(id ?? "") ? "yes" : "no"],
        ],
      );
    return [
      set,
      one("peers", peers),
      one("peer", peer),
      one("kick-peer", kick("kick-peer")),
      one("relays", () => textAnswer("all relays")),
    ];
  }
}

export interface RigNode {
  readonly name: string;
  readonly role: RigRole;
  readonly membership: Membership;
  readonly health: Health;
  readonly drain: NodeDrain;
  /** As `ctl` on this node prints it. */
  ctl(...words: readonly string[]): Promise<string>;
}

/** Several nodes in one process: the real membership, settings, drain and commands over memory adapters, and roles that only remember. */
export class NodeRig implements AsyncDisposable {
  readonly clock = new ManualClock();
  readonly hub = new MemoryBusHub();
  readonly settings = new MemorySharedSettings();
  readonly lease = new MemoryNodeLease(this.clock, this.settings);
  readonly #started = new AsyncDisposableStack();

  async join(name: string, nodeRole: NodeRole, readyDelayMs = 2000): Promise<RigNode> {
    const { clock, settings } = this;
    const logger = silentLogger;
    const bus = this.hub.bus(undefined, nodeRole);
    const ports = { clock, random: new SeededRandom(1), logger, metrics: noMetrics };
    const membership = this.#started.use(
      await Membership.join(ports, { lease: this.lease, bus }, cardOf(name, nodeRole)),
    );
    const role = new RigRole(nodeRole);
    const follower = this.#started.use(
      await SettingsFollower.start({ logger, membership, settings, state: role.state }),
    );
    const health = new Health(clock);
    health.enter("serving");
    const part = {
      ...{ commands: role.commands, state: role.state, loadMetric: "held", failure: undefined, extraDrainMs: 0 },
      drain: async (_over: AbortSignal, forGood: boolean) => void role.drains.push(forGood ? "for good" : "for now"),
      undrain: async () => void role.drains.push("back"),
      obey: () => undefined,
      drainsWhenUnready: nodeRole === "rendezvous",
    };
    const drain = this.#started.use(new NodeDrain({ clock, logger, health, membership, role: part }, { readyDelayMs }));
    const metrics = { scrape: async () => `held ${role.held.length}\n` };
    const parts = { clock, logger, metrics, name, nodeRole, bus, membership, settings, role: part, follower, drain };
    const { commands, otherwise } = clusterCommands(parts, this.#started);
    const admin = new AdminCommands(commands, logger, otherwise);
    const ctl = async (...words: readonly string[]): Promise<string> =>
      formatAnswer(await this.meanwhile(admin.run(words)));
    return { name, role, membership, health, drain, ctl };
  }

  /** Lets time pass until this settles. */
  async meanwhile<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const done = work.finally(() => {
      over = true;
    });
    for (let step = 0; step < 400 && !over; step += 1) {
      await setImmediate();
      if (!over) this.clock.advance(50);
    }
    return done;
  }

  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 50) {
      this.clock.advance(50);
      await setImmediate();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#started.disposeAsync();
  }
}
