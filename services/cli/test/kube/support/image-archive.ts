import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { inRepository } from "@fairlead/kube-rig";

export interface ImageArchive {
  readonly file: string;
  readonly name: string;
}
export type MadeImage =
  | { readonly kind: "made"; readonly image: ImageArchive }
  | { readonly kind: "missing"; readonly reason: string };

const MADE = "FAIRLEAD_IMAGE_MADE";

/**
 * The image of this checkout, made anew: outside of any private network, where packages can be fetched; the run inside finds it. One that somebody else made is named by
 * FAIRLEAD_IMAGE (archive) and FAIRLEAD_IMAGE_NAME.
 */
export function makeImage(): MadeImage {
  const { FAIRLEAD_IMAGE: file, FAIRLEAD_IMAGE_NAME: name = "" } = process.env;
  if (file !== undefined && file !== "") return { kind: "made", image: { file, name } };
  const archive = inRepository("build/image/fairlead.tar");
  if (process.env[MADE] === undefined) {
    const absent = ["buildah", "dpkg-deb", "apt-get"].filter(
      (program) => spawnSync("sh", ["-c", `command -v ${program}`]).status !== 0,
    );
    const failed = absent.length > 0 ? `no ${absent.join(", ")}; do: make image-tools on Debian` : build();
    process.env[MADE] = failed ?? "yes";
  }
  const made = process.env[MADE] ?? "";
  if (made !== "yes" || !existsSync(archive)) return { kind: "missing", reason: `no image: ${made}` };
  return {
    kind: "made",
    image: {
      file: archive,
      name: execFileSync("cat", [inRepository("build/image/name")], { encoding: "utf8" }).trim(),
    },
  };
}

function build(): string | undefined {
  const { status } = spawnSync(inRepository("k8s/image/build.sh"), {
    stdio: ["ignore", "inherit", "inherit"],
    timeout: 600_000,
  });
  return status === 0 ? undefined : "k8s/image/build.sh failed; its words are above";
}
