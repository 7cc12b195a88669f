import { stat } from "node:fs/promises";
import {
  type Clock,
  type Counter,
  errorCode,
  errorMessage,
  type Logger,
  type Metrics,
  SignatureWatch,
} from "@fairlead/base";
import type { Geography, Place } from "@fairlead/cluster";
import { CidrList, canonicalIp } from "@fairlead/wire";
import { type CityResponse, open, type Reader } from "maxmind";
import { GeographyOpenError } from "./errors.ts";
import { placeOf } from "./place-of.ts";

export interface MaxMindPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}
export interface MaxMindSettings {
  /** A `.mmdb` file of the City or Country kind. */
  readonly file: string;
}

/** Answers that are kept; each is a few hundred bytes. */
const CACHED_RECORDS = 10_000;
/** Nobody can say where these are. */
const PRIVATE = [
  ...["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"],
  ...["::1", "fc00::/7", "fe80::/10"],
];

/** Rejects with `GeographyOpenError` when the file cannot be used now; later a bad file leaves in use what was. */
export async function openMaxMind(ports: MaxMindPorts, { file }: MaxMindSettings): Promise<MaxMindGeography> {
  const signature = await signatureOf(file).catch(() => "");
  const reader = await readDatabase(file);
  return new MaxMindGeography(ports, file, reader, signature);
}

/** Where addresses are, as a MaxMind database has it. The region is the country's code in small letters, such as `de`. */
export class MaxMindGeography implements Geography, AsyncDisposable {
  readonly #ports: MaxMindPorts;
  readonly #file: string;
  readonly #private = CidrList.parse(PRIVATE);
  readonly #watch: SignatureWatch;
  readonly #read: Counter;
  readonly #refused: Counter;
  #reader: Reader<CityResponse>;
  #complaint: string | undefined;

  /** @internal See `openMaxMind`. */
  constructor(ports: MaxMindPorts, file: string, reader: Reader<CityResponse>, signature: string) {
    this.#ports = ports;
    this.#file = file;
    this.#reader = reader;
    const help = "Versions of the database of places, by what came of them";
    const reads = { name: "fairlead_geography_reads_total", help };
    this.#read = ports.metrics.counter(reads, { result: "read" });
    this.#refused = ports.metrics.counter(reads, { result: "refused" });
    const built = { name: "fairlead_geography_built_timestamp_seconds", help: "When the database of places was made" };
    ports.metrics.gauge(built, () => this.#reader.metadata.buildEpoch.getTime() / 1000);
    const watched = { clock: ports.clock, read: () => signatureOf(file), changed: () => this.#readAgain() };
    this.#watch = new SignatureWatch(watched, signature);
    this.#tell();
  }

  locate(ip: string): Place | undefined {
    const address = canonicalIp(ip);
    if (address === undefined || this.#private.contains(address)) return undefined;
    try {
      return placeOf(this.#reader.get(address));
    } catch {
      // A damaged record: the address is nowhere, as if the database did not have it.
      return undefined;
    }
  }

  /** Why the file as it is now is not in use; `undefined` = it is. For `/readyz`. */
  complaint(): string | undefined {
    return this.#complaint;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#watch[Symbol.dispose]();
  }

  async #readAgain(): Promise<void> {
    try {
      this.#reader = await readDatabase(this.#file);
      this.#complaint = undefined;
      this.#tell();
    } catch (error) {
      this.#refused.add();
      this.#complaint = errorMessage(error);
      const advice = "put a whole database in its place; until then the last good one is used";
      this.#ports.logger.warn("geography.refused", { reason: this.#complaint, setting: this.#file, do: advice });
    }
  }

  #tell(): void {
    this.#read.add();
    const { databaseType, buildEpoch } = this.#reader.metadata;
    this.#ports.logger.info("geography.loaded", { file: this.#file, kind: databaseType, built: buildEpoch });
  }
}

async function readDatabase(file: string): Promise<Reader<CityResponse>> {
  const reader = await open<CityResponse>(file, { cache: { max: CACHED_RECORDS } }).catch((error: unknown) => {
    const reason = errorCode(error) === "ENOENT" ? "there is no such file" : errorMessage(error);
    throw new GeographyOpenError(`${file}: ${reason}; do: put a MaxMind database (.mmdb) of cities or countries there`);
  });
  const { databaseType } = reader.metadata;
  if (/City|Country|Enterprise/.test(databaseType)) return reader;
  throw new GeographyOpenError(
    `${file}: a ${databaseType} database says nothing of places; do: put one of cities or countries there`,
  );
}

/** Follows links: a mounted folder is swapped by one. */
async function signatureOf(file: string): Promise<string> {
  const { ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
  return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
}
