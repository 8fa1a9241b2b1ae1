import { privateEncrypt } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import * as z from "zod";
import { demoKeysFile } from "@/prisma/seed/documents/signer";

// The demo's signing service: the two calls of the Cloud Signature Consortium's API that the product makes, for the invented certificates of the
// demo city. It signs for whoever asks on this machine, at once; a real one asks the key's holder first. Started by demo-city.ts.
const { DATA_DIR, SIGNER_PORT } = z.object({ DATA_DIR: z.string(), SIGNER_PORT: z.coerce.number() }).parse(process.env);
const Asked = z.object({ credentialID: z.string(), hashes: z.array(z.base64()).length(1) });
const Keys = z.record(z.string(), z.string());
/** RFC 8017 §9.2, note 1: what stands before a SHA-256 that is signed. */
const digestInfo = Buffer.from("3031300d060960864801650304020105000420", "hex");

async function answer(path: string, body: string): Promise<{ signatures: string[] } | null> {
  const asked = Asked.safeParse(JSON.parse(body));
  if (path !== "/csc/v2/signatures/signHash" || !asked.success) return null;
  const keys = Keys.parse(JSON.parse(await readFile(demoKeysFile(DATA_DIR), "utf8")));
  const key = keys[asked.data.credentialID];
  const hash = Buffer.from(asked.data.hashes[0] ?? "", "base64");
  if (key === undefined || hash.length !== 32) return null;
  return { signatures: [privateEncrypt(key, Buffer.concat([digestInfo, hash])).toString("base64")] };
}

const server = createServer((request, response) => {
  text(request)
    .then((body) => answer(request.url ?? "", body))
    .catch(() => null)
    .then((told) => {
      response.writeHead(told ? 200 : 400, { "content-type": "application/json" });
      response.end(JSON.stringify(told ?? { error: "invalid_request" }));
    });
}).listen(SIGNER_PORT, "127.0.0.1");
process.on("SIGTERM", () => server.close(() => process.exit(0)));
