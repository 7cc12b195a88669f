import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { parseAllDocuments } from "yaml";
import { type SchemaFile, withDefinitions } from "./schema-file.ts";

interface Manifest {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly items?: readonly Manifest[];
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

const FORMATS = ["date-time", "byte", "int32", "int64", "double", "float"] as const;

/** Kubernetes' own schemas of the release the scenarios run, without a server; CEL rules need one. */
export function publishedSchemas(): SchemaFile {
  return JSON.parse(readFileSync(join(import.meta.dirname, "../../schemas/kubernetes.json"), "utf8")) as SchemaFile;
}

/** Holds manifests against the schemas; compiled once a kind. */
export class ManifestChecker {
  readonly #file: SchemaFile;
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #compiled = new Map<string, ValidateFunction>();

  /** `definitions`: CustomResourceDefinitions as plain objects, so that their kinds are known too. */
  constructor(definitions: readonly unknown[] = []) {
    this.#file = withDefinitions(publishedSchemas(), definitions);
    formats.default(this.#ajv, [...FORMATS]);
    this.#ajv.addSchema({ $id: this.#file.$id, $defs: this.#file.$defs });
  }

  /** What is wrong, one line a fault; an unknown kind is one. */
  faultsIn(yamlText: string): readonly string[] {
    return parseAllDocuments(yamlText).flatMap((document) => {
      if (document.errors.length > 0) return document.errors.map((error) => `no YAML: ${error.message}`);
      const manifest = document.toJS() as Manifest | null;
      if (manifest === null) return [];
      return (manifest.kind === "List" ? (manifest.items ?? []) : [manifest]).flatMap((item) => this.faultsOf(item));
    });
  }

  faultsOf(manifest: unknown): readonly string[] {
    const item = manifest as Manifest;
    const key = `${item.apiVersion}/${item.kind}`;
    const where = `${item.kind}/${item.metadata?.namespace ?? "-"}/${item.metadata?.name}`;
    if (this.#file.roots[key] === undefined) return [`${where}: no schema for ${key}`];
    const check = this.#validator(key);
    return check(item) ? [] : (check.errors ?? []).map((error) => `${where}: ${readable(error)}`);
  }

  #validator(key: string): ValidateFunction {
    const made = this.#compiled.get(key);
    if (made !== undefined) return made;
    const root = JSON.stringify(this.#file.roots[key]).replaceAll('"#/$defs/', `"${this.#file.$id}#/$defs/`);
    const check = this.#ajv.compile(JSON.parse(root));
    this.#compiled.set(key, check);
    return check;
  }
}

function readable({ instancePath, message, params }: ErrorObject): string {
  const extra = (params as { readonly additionalProperty?: string }).additionalProperty;
  return `${instancePath === "" ? "/" : instancePath} ${message}${extra === undefined ? "" : ` (${extra})`}`;
}

/** What is wrong with the manifests of a YAML stream; none = nothing. */
export function validateManifests(yamlText: string, definitions: readonly unknown[] = []): string[] {
  return [...new ManifestChecker(definitions).faultsIn(yamlText)];
}
