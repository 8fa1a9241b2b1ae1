import type { KeyObject } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type Holder, now, stampAnswer } from "./authority";
import { signHash } from "./keys";

type Asked = {
  credentialID?: string;
  hashes?: string[];
  hashAlgorithmOID?: string;
  signAlgo?: string;
  operationMode?: string;
  responseID?: string;
};
type Way = "at once" | "asks its holder" | "refuses" | "is broken" | "signs with another key" | "tells nonsense";

/**
 * A signing service as the documented messages have it (CSC API v2), with the keys of PKCS#12 files, and a timestamp authority beside it. `way`:
 * how it behaves; `agree`: what its holder presses on their device.
 */
export async function openSigningService(keys: Readonly<Record<string, KeyObject>>, stamper: Holder, port = 0) {
  const state = { way: "at once" as Way, asked: [] as Asked[], keysGiven: [] as (string | undefined)[], hasAgreed: false };
  const waiting = new Map<string, { credentialID: string; hash: Buffer }>();
  const server = createServer((request, response) => {
    void (async () => {
      const body = await whole(request);
      const tell = (status: number, what: unknown) =>
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(what));
      if (request.url === "/tsa") {
        response.writeHead(200, { "content-type": "application/timestamp-reply" });
        return response.end(await stampAnswer(stamper, body, now));
      }
      const asked = JSON.parse(body.toString("utf8")) as Asked;
      state.asked.push(asked);
      state.keysGiven.push(request.headers.authorization);
      if (state.way === "is broken") return tell(503, { error: "server_error" });
      if (state.way === "tells nonsense") return tell(200, { signatures: "?" });
      if (state.way === "refuses") return tell(400, { error: "access_denied" });
      if (request.url === "/csc/v2/signatures/signPolling") {
        const known = waiting.get(asked.responseID ?? "");
        if (!known) return tell(400, { error: "invalid_request" });
        return state.hasAgreed ? tell(200, { signatures: [signed(known.credentialID, known.hash)] }) : tell(202, {});
      }
      const { credentialID = "", hashes: [hash = ""] = [] } = asked;
      if (!keys[credentialID]) return tell(400, { error: "invalid_request" });
      if (state.way !== "asks its holder") return tell(200, { signatures: [signed(credentialID, Buffer.from(hash, "base64"))] });
      const responseID = `r${waiting.size + 1}`;
      waiting.set(responseID, { credentialID, hash: Buffer.from(hash, "base64") });
      return tell(200, { responseID });
    })();
  }).listen(port, "127.0.0.1");
  await new Promise((end) => server.once("listening", end));
  const home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const other = Object.values(keys).at(-1);
  const signed = (credential: string, hash: Buffer) => {
    const key = state.way === "signs with another key" ? other : keys[credential];
    if (!key) throw new Error(credential);
    return signHash(key, hash).toString("base64");
  };
  return { state, url: `${home}/csc/v2`, stamps: `${home}/tsa`, close: () => server.close() };
}

async function whole(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
