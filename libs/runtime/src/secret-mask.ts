const MASK = "***";

/** Compared in lower case without `-` and `_`. A public key goes by another name and stays readable. */
const SECRET_NAMES: ReadonlySet<string> = new Set([
  "accesstoken",
  "apikey",
  "authorization",
  "bearer",
  "cookie",
  "jwt",
  "key",
  "licencekey",
  "licensekey",
  "password",
  "privatekey",
  "secret",
  "secretkey",
  "switchcode",
  "token",
]);

/** The base64 of a 64-byte secret key, a bearer token, or the password of a URL, inside a longer text. */
const SECRET_TEXT = /[A-Za-z0-9+/]{86}==|(?<=\bBearer )\S+|(?<=:\/\/[^\s/@:]*:)[^\s/]+(?=@)/g;

/** Hides what a log must not hold, by the name of its field and, for what is unmistakable, by its form. */
export function maskField(name: string, value: unknown): unknown {
  if (isSecretName(name) && value !== undefined && value !== "") return MASK;
  return typeof value === "string" ? maskText(value) : value;
}

export function maskText(text: string): string {
  return text.replace(SECRET_TEXT, MASK);
}

function isSecretName(name: string): boolean {
  return SECRET_NAMES.has(name.toLowerCase().replaceAll(/[-_]/g, ""));
}
