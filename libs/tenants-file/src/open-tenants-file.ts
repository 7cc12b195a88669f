import { readFile, stat } from "node:fs/promises";
import { type Clock, errorCode, errorMessage, SignatureWatch } from "@fairlead/base";
import { TenantsFileError } from "./errors.ts";
import { type FileProblem, problemsText } from "./file-problems.ts";
import { readTenants, type TenantEntry } from "./read-tenants.ts";
import { TenantsInForce, type TenantsPorts } from "./tenants-in-force.ts";

export interface TenantsFilePorts extends TenantsPorts {
  readonly clock: Clock;
}
export interface TenantsFileSettings {
  readonly file: string;
}

/** Rejects with `TenantsFileError` when the file cannot be used now; later a bad file leaves in force what was. */
export async function openTenantsFile(ports: TenantsFilePorts, { file }: TenantsFileSettings): Promise<TenantsFile> {
  const signature = await signatureOf(file).catch(() => "");
  const read = await readFileOf(file);
  if (read.kind === "refused") throw new TenantsFileError(problemsText(file, read.problems));
  return new TenantsFile(ports, file, read.tenants, signature);
}

/** Tenants as the file has them, at most 2 s after it was changed [CL-49]. */
export class TenantsFile extends TenantsInForce implements AsyncDisposable {
  readonly #file: string;
  readonly #watch: SignatureWatch;

  /** @internal See `openTenantsFile`. */
  constructor(ports: TenantsFilePorts, file: string, tenants: readonly TenantEntry[], signature: string) {
    super(ports, {
      name: "fairlead_tenants_file_reads_total",
      help: "Versions of the tenants file, by what came of them",
    });
    this.#file = file;
    const watched = { clock: ports.clock, read: () => signatureOf(file), changed: () => this.#readAgain() };
    this.#watch = new SignatureWatch(watched, signature);
    this.enforce(tenants, { file });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#watch[Symbol.dispose]();
  }

  async #readAgain(): Promise<void> {
    const read = await readFileOf(this.#file);
    if (read.kind === "read") this.enforce(read.tenants, { file: this.#file });
    else this.#complain(problemsText(this.#file, read.problems));
  }

  #complain(reason: string): void {
    const remedy = "correct the file; until then the tenants are those of its last good version";
    const complaint = `the tenants file is not in force as it is now: ${reason}`;
    this.refuse(complaint, { reason, setting: this.#file, do: remedy });
  }
}

type Read =
  | { readonly kind: "read"; readonly tenants: readonly TenantEntry[] }
  | { readonly kind: "refused"; readonly problems: readonly FileProblem[] };

async function readFileOf(file: string): Promise<Read> {
  try {
    const { tenants, problems } = readTenants(await readFile(file, "utf8"));
    return problems.length > 0 ? { kind: "refused", problems } : { kind: "read", tenants };
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
