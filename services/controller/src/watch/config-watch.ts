import { kinds, Reflector, type ReflectorPorts } from "@fairlead/kube";
import { type ChartConfig, readChartConfig } from "./controller-config.ts";

export interface ConfigWatchSettings {
  readonly namespace: string;
  /** Of the ConfigMap. */
  readonly configMap: string;
  /** The chart's full name. */
  readonly fullname: string;
}

/** The chart's ConfigMap, by its name alone. One that cannot be used leaves in force what was, and is told. */
export class ConfigWatch implements AsyncDisposable {
  readonly #settings: ConfigWatchSettings;
  readonly #reflector;
  readonly #listening: Disposable;
  #current: ChartConfig | undefined;
  #problem: string | undefined = "not read yet";

  constructor(ports: ReflectorPorts, settings: ConfigWatchSettings, changed: () => void) {
    const { namespace, configMap } = settings;
    this.#settings = settings;
    const fieldSelector = `metadata.name=${configMap}`;
    this.#reflector = new Reflector(ports, { kind: kinds.configMap, namespace, fieldSelector });
    this.#listening = this.#reflector.onChange(() => {
      this.#read();
      changed();
    });
    this.#reflector.start();
  }

  /** `undefined` until there was one that can be used. */
  get current(): ChartConfig | undefined {
    return this.#current;
  }

  complaint(): string | undefined {
    return this.#reflector.complaint ?? this.#problem;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listening[Symbol.dispose]();
    await this.#reflector[Symbol.asyncDispose]();
  }

  #read(): void {
    const { namespace, configMap, fullname } = this.#settings;
    const map = this.#reflector.store.get({ namespace, name: configMap });
    const read = map === undefined ? missing(configMap) : readChartConfig(map, fullname);
    this.#problem = typeof read === "string" ? read : undefined;
    if (typeof read !== "string") this.#current = read;
  }
}

const missing = (name: string): string => `there is no ConfigMap ${name}; do: install the chart, or give --config-map`;
