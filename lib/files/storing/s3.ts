import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import { AwsV4Signer } from "aws4fetch";
import { SaxesParser } from "saxes";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { isSha, type StoredFile } from "../model";
import { againMs, longMs, shortMs, silenceMs } from "./patience";
import { arrivingPath, pathOf } from "./place";
import type { Store } from "./store";
import { verified } from "./verified";

/** The store the deployment names, and the key it is asked with. */
export type S3Place = { endpoint: string; bucket: string; region: string; keyId: string; secret: string };

/** A page of a list has a thousand entries of some 300 bytes. */
const listBytes = 4_000_000;

const keyOf = (sha: string): string => {
  if (!isSha(sha)) throw new Error("not the name of a stored file");
  return `files/${sha.slice(0, 2)}/${sha}`;
};

type Call = {
  method: "GET" | "HEAD" | "PUT" | "DELETE";
  key?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** The file that is the body, and the hash it must have. */
  body?: { path: string; sha: string };
  longestMs: number;
};

/**
 * Files in an S3-compatible store: the one address the deployment names and no other, no redirect followed. What is put is signed with its
 * hash and carries a checksum, so that a store takes it whole or not at all; what is read is held against its name. Throws `store-away`
 * whenever the store does not do what was asked.
 */
export function s3(place: S3Place, { pageOf: entries = 1_000 } = {}): Store {
  const call = (ask: Call) => send(place, ask);
  const has = async (sha: string) => {
    const answer = await call({ method: "HEAD", key: keyOf(sha), longestMs: shortMs });
    answer.destroy();
    if (answer.statusCode === 404) return false;
    return answer.statusCode === 200 ? true : away(answer);
  };
  const open = async (sha: string) => {
    const answer = await call({ method: "GET", key: keyOf(sha), longestMs: longMs });
    if (answer.statusCode === 200) return verified(answer, sha);
    if (answer.statusCode !== 404) return away(answer);
    answer.destroy();
    throw new AppError("not-found", "not-found");
  };
  return {
    async keep(path, { sha, bytes }) {
      await put(call, path, { sha, bytes });
      // Whoever reads it next is most likely this machine: the copy is swept within two days.
      await mkdir(dirname(pathOf(sha)), { recursive: true, mode: 0o700 });
      await rename(path, pathOf(sha));
    },
    open,
    has,
    async remove(sha) {
      const answer = await call({ method: "DELETE", key: keyOf(sha), longestMs: shortMs });
      answer.destroy();
      if (![200, 204, 404].includes(answer.statusCode ?? 0)) away(answer);
      await rm(pathOf(sha), { force: true });
    },
    async *list() {
      for (let token: string | null = ""; token !== null; ) {
        const query: Record<string, string> = {
          "list-type": "2",
          "max-keys": String(entries),
          prefix: "files/",
          ...(token ? { "continuation-token": token } : {}),
        };
        const answer: IncomingMessage = await call({ method: "GET", query, longestMs: shortMs });
        if (answer.statusCode !== 200) away(answer);
        const page: Page = pageOf(await textOf(answer));
        yield* page.files;
        token = page.next;
      }
    },
    async pathTo(sha) {
      const path = pathOf(sha);
      if (existsSync(path)) return path;
      const arriving = await arrivingPath();
      try {
        await pipeline(await open(sha), createWriteStream(arriving, { mode: 0o600 }));
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await rename(arriving, path);
      } finally {
        await rm(arriving, { force: true });
      }
      return path;
    },
  };
}

/** Puts once more where the store broke down: the same bytes under the same name are the same file. */
async function put(call: (ask: Call) => Promise<IncomingMessage>, path: string, { sha, bytes }: StoredFile): Promise<void> {
  const md5 = createHash("md5");
  await pipeline(createReadStream(path), md5);
  const headers = {
    "content-length": String(bytes),
    "content-type": "application/octet-stream",
    "content-md5": md5.digest("base64"),
    "x-amz-checksum-sha256": Buffer.from(sha, "hex").toString("base64"),
  };
  const once = async () => {
    const answer = await call({ method: "PUT", key: keyOf(sha), headers, body: { path, sha }, longestMs: longMs });
    answer.resume();
    if (answer.statusCode !== 200) away(answer);
  };
  await once().catch(async () => {
    await pause(againMs);
    await once();
  });
}

/** Begins a request and resolves with its answer once that begins; its body ends with an error where the store falls silent or breaks off. */
async function send(place: S3Place, { method, key, query = {}, headers = {}, body, longestMs }: Call): Promise<IncomingMessage> {
  const url = new URL(`${place.bucket}${key ? `/${key}` : ""}`, place.endpoint);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const signed = await new AwsV4Signer({
    ...{
      method,
      url: url.toString(),
      service: "s3",
      region: place.region,
      accessKeyId: place.keyId,
      secretAccessKey: place.secret,
    },
    headers: { ...headers, "x-amz-content-sha256": body?.sha ?? createHash("sha256").digest("hex") },
  }).sign();
  return new Promise((resolve, reject) => {
    const give = (error: Error) => reject(saidAway(error.message));
    const request = (url.protocol === "https:" ? tlsRequest : plainRequest)(
      signed.url,
      { method, headers: Object.fromEntries(signed.headers), timeout: silenceMs, agent: false },
      (answer) => {
        const timer = setTimeout(() => answer.destroy(saidAway("too slow")), longestMs);
        answer.once("close", () => clearTimeout(timer));
        resolve(answer);
      },
    );
    const late = setTimeout(() => request.destroy(new Error("too slow")), longestMs);
    request.once("close", () => clearTimeout(late));
    request.on("timeout", () => request.destroy(new Error("silent")));
    request.on("error", give);
    if (body) pipeline(createReadStream(body.path), request).catch(give);
    else request.end();
  });
}

function saidAway(why: string): AppError {
  log().warn({ why }, "the file store did not answer");
  return new AppError("unavailable", "store-away", { retryAfterSeconds: 30 });
}
function away(answer: IncomingMessage): never {
  answer.destroy();
  throw saidAway(`status ${answer.statusCode}`);
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      if (bytes > listBytes) throw new Error("a page of a list without end");
      chunks.push(chunk);
    }
  } catch (error) {
    throw saidAway(error instanceof Error ? error.message : "broke off");
  }
  return Buffer.concat(chunks).toString("utf8");
}

type Page = { files: (StoredFile & { at: Date })[]; next: string | null };
/** A page of ListObjectsV2. What is not called by a hash is not ours and is left alone. */
function pageOf(xml: string): Page {
  const page: Page = { files: [], next: null };
  const inside: string[] = [];
  let entry: Record<string, string> = {};
  let text = "";
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw saidAway(error.message);
  });
  parser.on("opentag", ({ name }) => {
    inside.push(name);
    text = "";
    if (name === "Contents") entry = {};
  });
  parser.on("text", (more) => {
    text += more;
  });
  parser.on("closetag", ({ name }) => {
    inside.pop();
    if (inside.at(-1) === "Contents") entry[name] = text;
    if (name === "NextContinuationToken") page.next = text;
    const sha = entry.Key?.split("/").at(-1) ?? "";
    if (name === "Contents" && isSha(sha))
      page.files.push({ sha, bytes: Number(entry.Size), at: new Date(entry.LastModified ?? 0) });
  });
  parser.write(xml).close();
  return page;
}
