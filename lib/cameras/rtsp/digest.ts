import { createHash, randomBytes } from "node:crypto";

export type Credentials = { name: string; password: string };
export type Challenge =
  | { kind: "basic" }
  | { kind: "digest"; realm: string; nonce: string; opaque: string | null; algorithm: "MD5" | "SHA-256"; hasQop: boolean };

const parameter = /\b([a-z][a-z-]{0,19}) ?= ?(?:"([^"]{0,1000})"|([^\s",]{1,1000}))/gi;
/** The strongest of the challenges of an answer that we can meet (RFC 7616 §3.7); null where there is none. */
export function pickChallenge(values: readonly string[]): Challenge | null {
  const found = values.flatMap((value): Challenge[] => {
    const [, scheme = "", rest = ""] = /^\s*([A-Za-z]+)\s*([\s\S]*)$/.exec(value) ?? [];
    if (scheme.toLowerCase() === "basic") return [{ kind: "basic" }];
    if (scheme.toLowerCase() !== "digest") return [];
    const of = new Map(
      [...rest.matchAll(parameter)].map(([, name = "", quoted, bare]) => [name.toLowerCase(), quoted ?? bare ?? ""]),
    );
    const algorithm = (of.get("algorithm") ?? "MD5").toUpperCase();
    const [realm, nonce] = [of.get("realm"), of.get("nonce")];
    if (realm === undefined || nonce === undefined || (algorithm !== "MD5" && algorithm !== "SHA-256")) return [];
    const hasQop = (of.get("qop") ?? "").split(",").some((one) => one.trim() === "auth");
    return [{ kind: "digest", realm, nonce, opaque: of.get("opaque") ?? null, algorithm, hasQop }];
  });
  const rank = (one: Challenge) => (one.kind === "basic" ? 0 : one.algorithm === "MD5" ? 1 : 2);
  return found.sort((a, b) => rank(b) - rank(a))[0] ?? null;
}

/** The Authorization of a request by a challenge: HTTP digest as RTSP takes it over (RFC 2326 §14, RFC 7616), or basic. `count` is 1 for a nonce's first use. */
export function authorization(
  challenge: Challenge,
  { name, password }: Credentials,
  { method, uri, count }: { method: string; uri: string; count: number },
  cnonce = randomBytes(8).toString("hex"),
): string {
  if (challenge.kind === "basic") return `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`;
  const { realm, nonce, opaque, algorithm, hasQop } = challenge;
  const hash = (text: string) =>
    createHash(algorithm === "MD5" ? "md5" : "sha256")
      .update(text)
      .digest("hex");
  const nc = count.toString(16).padStart(8, "0");
  const [who, what] = [hash(`${name}:${realm}:${password}`), hash(`${method}:${uri}`)];
  const response = hash(hasQop ? `${who}:${nonce}:${nc}:${cnonce}:auth:${what}` : `${who}:${nonce}:${what}`);
  const quoted = (text: string) => `"${text.replaceAll("\\", "").replaceAll('"', "")}"`;
  const parts = [
    ...[
      `username=${quoted(name)}`,
      `realm=${quoted(realm)}`,
      `nonce=${quoted(nonce)}`,
      `uri=${quoted(uri)}`,
      `response="${response}"`,
    ],
    ...(algorithm === "SHA-256" ? ["algorithm=SHA-256"] : []),
    ...(opaque === null ? [] : [`opaque=${quoted(opaque)}`]),
    ...(hasQop ? [`qop=auth, nc=${nc}, cnonce="${cnonce}"`] : []),
  ];
  return `Digest ${parts.join(", ")}`;
}
