import type { Forwarder } from "@fairlead/cluster";
import type { IpChanges, LicenceKeys, RegistrationLimits, SourceBudget } from "@fairlead/protocol";
import type { RecentRenames } from "./handlers/recent-renames.ts";
import type { LiveSettings } from "./live-settings.ts";
import type { OperatorEvents } from "./operator/operator-events.ts";
import type { Ownership } from "./ownership/ownership.ts";
import type { ProvenGate } from "./ownership/proven-gate.ts";
import type { RendezvousPorts } from "./ports.ts";
import type { Presence } from "./presence/presence.ts";
import type { PunchLog } from "./punch-log.ts";
import type { RelayDesk } from "./relays/relay-desk.ts";
import type { RendezvousMetrics } from "./rendezvous-metrics.ts";
import type { HealthChecks } from "./session/health-checks.ts";
import type { KeepAlives } from "./session/keep-alives.ts";
import type { KeyExchangeOffers } from "./session/key-exchange-offers.ts";
import type { RendezvousSettings } from "./settings.ts";
import type { ClientSources } from "./sources/client-sources.ts";
import type { ReplyFaults } from "./waiting/reply-faults.ts";
import type { WaitingRequests } from "./waiting/waiting-requests.ts";

/** What the handlers of one rendezvous share: its ports, its settings and its state, each part with an owner of its own. */
export interface Workings {
  readonly ports: RendezvousPorts;
  readonly settings: RendezvousSettings;
  readonly live: LiveSettings;
  readonly presence: Presence;
  /** `undefined` on one machine, whose presence table is all there is to know. */
  readonly ownership: Ownership | undefined;
  readonly gate: ProvenGate;
  readonly renames: RecentRenames;
  readonly waiting: WaitingRequests;
  readonly forwarder: Forwarder;
  readonly keepAlives: KeepAlives;
  readonly offers: KeyExchangeOffers;
  readonly keys: LicenceKeys;
  readonly registrationLimits: RegistrationLimits;
  readonly renameBudget: SourceBudget;
  readonly probeBudget: SourceBudget;
  readonly listBudget: SourceBudget;
  readonly sources: ClientSources;
  readonly replyFaults: ReplyFaults;
  /** Of replies for other nodes' requests [CL-23]. */
  readonly forwardBudget: SourceBudget;
  readonly healthChecks: HealthChecks;
  readonly relayDesk: RelayDesk;
  readonly ipChanges: IpChanges;
  readonly punchLog: PunchLog;
  readonly metrics: RendezvousMetrics;
  readonly operator: OperatorEvents;
  /** Numbers registrations in order of arrival. */
  nextArrival(): number;
}
