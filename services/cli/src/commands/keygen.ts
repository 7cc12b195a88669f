import { friendlyPair } from "@fairlead/runtime";
import { publicKeyText } from "@fairlead/wire";
import type { Command } from "../command.ts";

export const keygen: Command = {
  names: ["keygen", "genkeypair"],
  summary: "print a new key pair",
  help: () =>
    [
      "fairlead keygen",
      "",
      "Prints a new Ed25519 key pair and stores nothing. The public key is what clients are given; the secret key goes into the file id_ed25519 of the data",
      "dir, or into KEY. The server makes its own pair at its first start: you need this only to bring your own.",
    ].join("\n"),
  run(world) {
    const pair = friendlyPair();
    const secret = pair.secret.toString("base64");
    world.out.write(`Public Key:  ${publicKeyText(pair.publicKey)}\nSecret Key:  ${secret}\n`);
    return 0;
  },
};
