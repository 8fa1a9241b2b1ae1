import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export const bucket = "vong-lau";
const [keyId, secret, region] = ["AKIDVONGLAU", "khoa-cua-kho-chi-de-thu", "us-east-1"];
/** What a deployment says of it. */
export const settingsOf = (endpoint: string) => ({
  FILES_S3_ENDPOINT: endpoint,
  FILES_S3_BUCKET: bucket,
  FILES_S3_KEY_ID: keyId,
  FILES_S3_SECRET: secret,
});
/** What goes wrong, at the store or on the line to it. */
export type Mood = "well" | "silent" | "hangs-up" | "500" | "500-once" | "403" | "moved" | "cut" | "other-bytes" | "spoils-puts";
type Kept = { bytes: Buffer; at: Date };

/**
 * An S3 server on loopback as far as five requests go, made from the published protocol and from nothing of ours: it works out every signature
 * (version 4) itself, holds each body against the hash that was signed and the MD5 that was sent, and lists in pages.
 */
export async function openS3() {
  const kept = new Map<string, Kept>();
  const state: { mood: Mood; asked: string[] } = { mood: "well", asked: [] };
  const server = createServer((ask, answer) => {
    state.asked.push(`${ask.method} ${ask.url?.split("?")[0]}`);
    if (state.mood === "silent") return;
    if (state.mood === "hangs-up") return void ask.socket.destroy();
    serve(ask, answer, kept, state).catch(() => answer.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    state,
    endpoint,
    key: { endpoint, bucket, region, keyId, secret },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function serve(
  ask: IncomingMessage,
  answer: ServerResponse,
  kept: Map<string, Kept>,
  state: { mood: Mood },
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of ask as AsyncIterable<Buffer>) chunks.push(chunk);
  const { mood } = state;
  const body = Buffer.concat(chunks);
  if (mood === "spoils-puts") body.fill(0x20);
  const refuse = (status: number, code: string) =>
    void answer.writeHead(status, { "content-type": "application/xml" }).end(`<Error><Code>${code}</Code></Error>`);
  if (mood === "500-once") state.mood = "well";
  if (mood === "500" || mood === "500-once") return refuse(500, "InternalError");
  if (mood === "403") return refuse(403, "AccessDenied");
  if (mood === "moved")
    return void answer.writeHead(307, { location: `http://localhost:${ask.socket.localPort}${ask.url}` }).end();
  if (!isSigned(ask)) return refuse(403, "SignatureDoesNotMatch");
  if (ask.headers["x-amz-content-sha256"] !== sha256(body)) return refuse(400, "XAmzContentSHA256Mismatch");
  const md5 = ask.headers["content-md5"];
  if (md5 !== undefined && md5 !== createHash("md5").update(body).digest("base64")) return refuse(400, "BadDigest");

  const url = new URL(ask.url ?? "/", "http://store");
  const [, named, ...rest] = url.pathname.split("/");
  const key = rest.join("/");
  if (named !== bucket) return refuse(404, "NoSuchBucket");
  if (key === "" && ask.method === "GET")
    return void answer.writeHead(200, { "content-type": "application/xml" }).end(listOf(kept, url.searchParams));
  if (ask.method === "PUT") {
    kept.set(key, { bytes: body, at: new Date() });
    return void answer.writeHead(200).end();
  }
  if (ask.method === "DELETE") {
    kept.delete(key);
    return void answer.writeHead(204).end();
  }
  const found = kept.get(key);
  if (!found) return ask.method === "HEAD" ? void answer.writeHead(404).end() : refuse(404, "NoSuchKey");
  answer.writeHead(200, { "content-length": found.bytes.byteLength });
  if (ask.method === "HEAD") return void answer.end();
  if (mood === "cut") {
    answer.write(found.bytes.subarray(0, Math.floor(found.bytes.byteLength / 2)));
    setTimeout(() => answer.destroy(), 20);
  } else answer.end(mood === "other-bytes" ? Buffer.from(found.bytes).fill(0x20, found.bytes.byteLength - 1) : found.bytes);
}

function listOf(kept: ReadonlyMap<string, Kept>, ask: URLSearchParams): string {
  const after = Buffer.from(ask.get("continuation-token") ?? "", "base64").toString();
  const most = Number(ask.get("max-keys") ?? 1_000);
  const all = [...kept]
    .filter(([key]) => key.startsWith(ask.get("prefix") ?? "") && key > after)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const page = all.slice(0, most);
  const last = page.at(-1)?.[0];
  const more =
    all.length > most && last ? `<NextContinuationToken>${Buffer.from(last).toString("base64")}</NextContinuationToken>` : "";
  const contents = page.map(
    ([key, { bytes, at }]) =>
      `<Contents><Key>${key}</Key><LastModified>${at.toISOString()}</LastModified><Size>${bytes.byteLength}</Size></Contents>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name>${contents.join("")}<IsTruncated>${more !== ""}</IsTruncated>${more}</ListBucketResult>`;
}

const sha256 = (text: string | Buffer) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Signature version 4, worked out from the request as it came. */
function isSigned(ask: IncomingMessage): boolean {
  const said =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      ask.headers.authorization ?? "",
    );
  const [, id, day = "", where = "", names = "", signature] = said ?? [];
  const at = String(ask.headers["x-amz-date"]);
  const isNow = Math.abs(Date.parse(at.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z")) - Date.now()) < 900_000;
  if (id !== keyId || where !== region || !at.startsWith(day) || !isNow) return false;
  const signed = names.split(";");
  if (!signed.includes("host") || !signed.includes("x-amz-content-sha256")) return false;
  const url = new URL(ask.url ?? "/", "http://store");
  const query = [...url.searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort();
  const canonical = [
    ask.method,
    url.pathname
      .split("/")
      .map((part) => encoded(decodeURIComponent(part)))
      .join("/"),
    query.join("&"),
    ...signed.map((name) => `${name}:${String(ask.headers[name]).trim()}`),
    "",
    names,
    ask.headers["x-amz-content-sha256"],
  ].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const signing = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), "s3"), "aws4_request");
  return hmac(signing, `AWS4-HMAC-SHA256\n${at}\n${scope}\n${sha256(canonical)}`).toString("hex") === signature;
}
