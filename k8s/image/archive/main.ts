/** `node k8s/image/archive/main.ts ARCHIVE LIMIT`: how many bytes a registry would send for the image in an OCI archive; ends with 1 above the limit. */
import { execFileSync } from "node:child_process";

interface Descriptor {
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
}
interface Manifest {
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

const [archive = "", limit = "75000000"] = process.argv.slice(2);
const read = (name: string): unknown => JSON.parse(execFileSync("tar", ["-xOf", archive, name], { encoding: "utf8" }));
const index = read("index.json") as { readonly manifests: readonly Descriptor[] };
const named = index.manifests[0];
if (named === undefined) throw new Error(`${archive} holds no image`);
const manifest = read(`blobs/${named.digest.replace(":", "/")}`) as Manifest;
const bytes = manifest.layers.reduce((sum, { size }) => sum + size, manifest.config.size);
const megabytes = (count: number): string => (count / 1e6).toFixed(1);
process.stdout.write(
  `${named.annotations?.["org.opencontainers.image.ref.name"] ?? "image"}: ${megabytes(bytes)} MB compressed of at most ${megabytes(Number(limit))} MB ` +
    `(layers ${manifest.layers.map(({ size }) => megabytes(size)).join(" + ")} MB); ${archive}\n`,
);
if (bytes > Number(limit)) process.exitCode = 1;
