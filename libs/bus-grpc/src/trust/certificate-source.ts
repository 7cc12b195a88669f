import { type Clock, errorMessage, type Logger, type Metrics } from "@fairlead/base";
import type { NodeRole } from "@fairlead/cluster";
import { experimental, type ServerCredentials } from "@grpc/grpc-js";
import { type CertificatePaths, type CertificateSet, readCertificateSet } from "./certificate-files.ts";

type CaListener = experimental.CaCertificateUpdateListener;
type IdentityListener = experimental.IdentityCertificateUpdateListener;

const SOON_MS = 7 * 86_400_000;
const ENDS = {
  name: "fairlead_bus_certificate_expiration_timestamp_seconds",
  help: "When the certificate that this node shows to others ends, in Unix time",
};

export interface CertificateSourcePorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** The certificates in use, read again when their files change [CL-43]. What does not fit together is not taken, and complained of while it lies there. */
export class CertificateSource implements experimental.CertificateProvider, Disposable {
  readonly server: ServerCredentials;
  readonly #ports: CertificateSourcePorts;
  readonly #paths: CertificatePaths;
  readonly #role: NodeRole;
  readonly #timer: Disposable;
  readonly #caListeners = new Set<CaListener>();
  readonly #identityListeners = new Set<IdentityListener>();
  readonly #watchers = new Set<() => void>();
  #set: CertificateSet;
  #fault: string | undefined;
  #reading = false;

  constructor(
    ports: CertificateSourcePorts,
    place: { readonly paths: CertificatePaths; readonly role: NodeRole; readonly pollMs: number },
    set: CertificateSet,
  ) {
    this.#ports = ports;
    this.#paths = place.paths;
    this.#role = place.role;
    this.#set = set;
    this.server = experimental.createCertificateProviderServerCredentials(this, this, true);
    ports.metrics.gauge(ENDS, () => this.#endsMs / 1000);
    this.#timer = ports.clock.every(place.pollMs, () => void this.#reload());
  }

  get set(): CertificateSet {
    return this.#set;
  }

  /** Names the file and the date, when others will not take the certificate for long or any more. */
  complaint(): string | undefined {
    if (this.#fault !== undefined) return `the bus goes on with its previous certificate: ${this.#fault}`;
    const leftMs = this.#endsMs - this.#ports.clock.wall();
    if (leftMs > SOON_MS) return undefined;
    const when = `${leftMs > 0 ? "ends" : "ended"} on ${new Date(this.#endsMs).toISOString()}`;
    return `the bus certificate ${when}; BUS_CERT=${this.#paths.certFile}; do: put a new certificate and its key there, they are taken without a restart`;
  }

  watch(listener: () => void): Disposable {
    this.#watchers.add(listener);
    return { [Symbol.dispose]: () => this.#watchers.delete(listener) };
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
    this.#watchers.clear();
  }

  /** gRPC's server asks before it is ready to be told. */
  addCaCertificateListener(listener: CaListener): void {
    this.#caListeners.add(listener);
    queueMicrotask(() => listener({ caCertificate: Buffer.from(this.#set.ca) }));
  }
  removeCaCertificateListener(listener: CaListener): void {
    this.#caListeners.delete(listener);
  }
  addIdentityCertificateListener(listener: IdentityListener): void {
    this.#identityListeners.add(listener);
    queueMicrotask(() =>
      listener({ certificate: Buffer.from(this.#set.cert), privateKey: Buffer.from(this.#set.key) }),
    );
  }
  removeIdentityCertificateListener(listener: IdentityListener): void {
    this.#identityListeners.delete(listener);
  }

  get #endsMs(): number {
    return this.#set.chain[0]?.validToDate.getTime() ?? 0;
  }

  /** Files are replaced one after the other: a set that does not fit may fit at the next look. */
  async #reload(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    try {
      this.#take(await readCertificateSet(this.#paths, this.#role));
      this.#fault = undefined;
    } catch (error) {
      this.#fault = errorMessage(error);
      this.#ports.logger.warn("bus.certificate_refused", { reason: this.#fault });
    } finally {
      this.#reading = false;
    }
  }

  #take(set: CertificateSet): void {
    const { cert, key, ca } = this.#set;
    if (set.cert === cert && set.key === key && set.ca === ca) return;
    this.#set = set;
    for (const listener of [...this.#caListeners]) listener({ caCertificate: Buffer.from(set.ca) });
    const identity = { certificate: Buffer.from(set.cert), privateKey: Buffer.from(set.key) };
    for (const listener of [...this.#identityListeners]) listener(identity);
    this.#ports.logger.info("bus.certificate_reloaded", {
      certificate: this.#paths.certFile,
      ends: set.chain[0]?.validTo,
    });
    for (const watcher of [...this.#watchers]) watcher();
  }
}
