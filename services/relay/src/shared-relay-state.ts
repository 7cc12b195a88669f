import type { SharedState, SharedValues } from "@fairlead/cluster";
import { CidrList } from "@fairlead/wire";
import type { AddressRules, ListName } from "./address-rules.ts";
import type { RelayLimits } from "./settings.ts";

/** What `ctl` changes of a relay. */
export interface ChangeableRelay {
  readonly rules: AddressRules;
  readonly limits: RelayLimits;
  changeLimits(change: Partial<RelayLimits>): void;
}

const LISTS: readonly ListName[] = ["blocked", "slowed", "allowed", "denied"];
/** By the names that `ctl` has for them. */
const LIMITS = {
  "downgrade-threshold": "downgradeThreshold",
  "downgrade-start-check": "downgradeStartCheckMs",
  "limit-speed": "slowMbps",
  "total-bandwidth": "totalMbps",
  "single-bandwidth": "singleMbps",
} as const satisfies Record<string, keyof RelayLimits>;
type LimitName = keyof typeof LIMITS;

const listKey = (list: ListName): string => `relay/${list}`;
const limitKey = (name: string): string => `relay/${name}`;

/** The relay's lists and limits as values that all relays share [CL-34]: a list is one value, and so is each limit. */
export class SharedRelayState implements SharedState {
  readonly #relay: ChangeableRelay;

  constructor(relay: ChangeableRelay) {
    this.#relay = relay;
  }

  exported(): SharedValues {
    const { rules, limits } = this.#relay;
    const lists = LISTS.map((list) => [listKey(list), JSON.stringify(rules.entries(list).toSorted())] as const);
    const rates = Object.entries(LIMITS).map(
      ([name, field]) => [limitKey(name), JSON.stringify(limits[field] ?? null)] as const,
    );
    return new Map([...lists, ...rates]);
  }

  apply(values: SharedValues): void {
    const now = this.exported();
    const changed = (key: string): unknown => {
      const text = values.get(key);
      return text === undefined || text === now.get(key) ? undefined : parsed(text);
    };
    for (const list of LISTS) this.#applyList(list, changed(listKey(list)));
    for (const name of Object.keys(LIMITS) as LimitName[]) this.#applyLimit(name, changed(limitKey(name)));
  }

  #applyList(list: ListName, value: unknown): void {
    if (isAddressList(value)) this.#relay.rules.replace(list, value);
  }

  #applyLimit(name: LimitName, value: unknown): void {
    const field = LIMITS[name];
    if (field === "totalMbps" && value === null) this.#relay.changeLimits({ totalMbps: undefined });
    else if (typeof value === "number" && Number.isFinite(value) && value > 0)
      this.#relay.changeLimits({ [field]: value });
  }
}

/** `undefined` for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isAddressList(value: unknown): value is readonly string[] {
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === "string")) return false;
  try {
    return CidrList.parse(value) !== undefined;
  } catch {
    return false;
  }
}
