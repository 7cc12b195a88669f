import { readFile, stat } from "node:fs/promises";
import {
  type Clock,
  type Counter,
  errorCode,
  errorMessage,
  type Logger,
  type Metrics,
  SignatureWatch,
  type TenantId,
} from "@fairlead/base";
import type { TenantPolicy, TenantStore } from "@fairlead/cluster";
import { TenantsFileError } from "./errors.ts";
import { type FileProblem, problemsText } from "./file-problems.ts";
import { readTenants } from "./read-tenants.ts";
import { TenantTable } from "./tenant-table.ts";

export interface TenantsFilePorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}
export interface TenantsFileSettings {
  readonly file: string;
}

/** Rejects with `TenantsFileError` when the file cannot be used now; later a bad file leaves in force what was. */
export async function openTenantsFile(ports: TenantsFilePorts, { file }: TenantsFileSettings): Promise<TenantsFile> {
  const signature = await signatureOf(file).catch(() => "");
  const read = await readTable(file);
  if (read.kind === "refused") throw new TenantsFileError(problemsText(file, read.problems));
  return new TenantsFile(ports, file, read.table, signature);
}

/** Tenants as the file has them, at most 2 s after it was changed [CL-49]. */
export class TenantsFile implements TenantStore, AsyncDisposable {
  readonly #logger: Logger;
  readonly #file: string;
  readonly #watch: SignatureWatch;
  readonly #listeners = new Set<() => void>();
  readonly #read: Counter;
  readonly #refused: Counter;
  #table: TenantTable;
  #complaint: string | undefined;

  /** @internal See `openTenantsFile`. */
  constructor({ clock, logger, metrics }: TenantsFilePorts, file: string, table: TenantTable, signature: string) {
    this.#logger = logger;
    this.#file = file;
    this.#table = table;
    const reads = {
      name: "fairlead_tenants_file_reads_total",
      help: "Versions of the tenants file, by what came of them",
    };
    this.#read = metrics.counter(reads, { result: "read" });
    this.#refused = metrics.counter(reads, { result: "refused" });
    metrics.gauge({ name: "fairlead_tenants", help: "Tenants in force" }, () => this.#table.tenants);
    const watched = { clock, read: () => signatureOf(file), changed: () => this.#readAgain() };
    this.#watch = new SignatureWatch(watched, signature);
    this.#tell();
  }

  tenantOf(peerId: string): TenantPolicy | undefined {
    return this.#table.tenantOf(peerId);
  }

  find(id: TenantId): TenantPolicy | undefined {
    return this.#table.find(id);
  }

  watch(listener: () => void): Disposable {
    const own = (): void => listener();
    this.#listeners.add(own);
    return { [Symbol.dispose]: () => void this.#listeners.delete(own) };
  }

  /** Why the file as it is now is not in force; `undefined` = it is. For `/readyz`. */
  complaint(): string | undefined {
    return this.#complaint;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#watch[Symbol.dispose]();
    this.#listeners.clear();
  }

  async #readAgain(): Promise<void> {
    const read = await readTable(this.#file);
    if (read.kind === "refused") return this.#refuse(read.problems);
    this.#complaint = undefined;
    this.#table = read.table;
    this.#tell();
    for (const listener of this.#listeners) listener();
  }

  #refuse(problems: readonly FileProblem[]): void {
    this.#refused.add();
    const reason = problemsText(this.#file, problems);
    this.#complaint = `the tenants file is not in force as it is now: ${reason}`;
    this.#logger.warn("tenants.refused", {
      reason,
      setting: this.#file,
      do: "correct the file; until then the tenants are those of its last good version",
    });
  }

  #tell(): void {
    this.#read.add();
    this.#logger.info("tenants.loaded", { file: this.#file, tenants: this.#table.tenants, devices: this.#table.names });
  }
}

type Read =
  | { readonly kind: "read"; readonly table: TenantTable }
  | { readonly kind: "refused"; readonly problems: readonly FileProblem[] };

async function readTable(file: string): Promise<Read> {
  try {
    const { tenants, problems } = readTenants(await readFile(file, "utf8"));
    return problems.length > 0 ? { kind: "refused", problems } : { kind: "read", table: new TenantTable(tenants) };
  } catch (error) {
    return { kind: "refused", problems: [unreadable(error)] };
  }
}

function unreadable(error: unknown): FileProblem {
  const reason = errorCode(error) === "ENOENT" ? "there is no such file" : errorMessage(error);
  return { line: 0, setting: "", reason, do: "put the file there, readable for this user" };
}

/** Follows links: a mounted folder is swapped by one. */
async function signatureOf(file: string): Promise<string> {
  const { ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
  return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
}
