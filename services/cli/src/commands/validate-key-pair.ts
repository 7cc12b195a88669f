import { SettingsError } from "@fairlead/runtime";
import { decodeBase64, Ed25519KeyPair, publicKeyText } from "@fairlead/wire";
import type { Command } from "../command.ts";

export const validateKeyPair: Command = {
  names: ["validatekeypair"],
  summary: "say whether two keys are a pair",
  help: () =>
    [
      "fairlead validatekeypair PUBLIC SECRET",
      "",
      "Both in base64, as in id_ed25519.pub and id_ed25519. Prints 'Key pair is VALID' and ends with 0, or 'Key pair is INVALID' and ends with 1.",
    ].join("\n"),
  run(world) {
    const [publicText, secretText, ...more] = world.argv;
    if (publicText === undefined || secretText === undefined || more.length > 0) {
      throw new SettingsError("two keys are needed; do: fairlead validatekeypair PUBLIC SECRET");
    }
    const valid = isPair(publicText, secretText);
    world.out.write(`Key pair is ${valid ? "VALID" : "INVALID"}\n`);
    return valid ? 0 : 1;
  },
};

function isPair(publicText: string, secretText: string): boolean {
  const secret = decodeBase64(secretText.trim());
  if (secret === undefined) return false;
  try {
    return publicKeyText(Ed25519KeyPair.fromSecret(secret).publicKey) === publicText.trim();
  } catch {
    return false;
  }
}
