import { type IncomingMessage, request as plain } from "node:http";
import { request as secure } from "node:https";
import type { Network } from "@/lib/egress";
import { cameraHost, NotDialled } from "../rtsp/dial";
import { authorization, type Credentials, pickChallenge } from "../rtsp/digest";
import type { HttpAddress } from "../rules";

/** Who is asked by http, who asks, and where it may stand. */
export type HttpSource = {
  address: HttpAddress;
  credentials: Credentials | null;
  networks: readonly Network[];
  /** What is asked with, where it is not asked for by its address alone. */
  posted?: { type: string; body: string };
};
export type Fetched = { status: number; bytes: Buffer };

/**
 * A camera's answer by http, with name and password where it asks for them; nothing is followed. Its body is the caller's to read, and breaks
 * off when nothing comes for `waitMs`. Throws NotDialled.
 */
export async function openHttp(source: HttpSource, waitMs: number): Promise<IncomingMessage> {
  const { address, credentials, networks, posted } = source;
  const host = await cameraHost(address, networks);
  const first = await ask(source, host, null, waitMs);
  const challenges = (first.headers["www-authenticate"] ?? "").split(/,\s*(?=(?:Basic|Digest)\b)/i);
  const challenge = first.statusCode === 401 && credentials ? pickChallenge(challenges) : null;
  if (!challenge || !credentials) return first;
  first.destroy();
  const method = posted ? "POST" : "GET";
  return ask(source, host, authorization(challenge, credentials, { method, uri: address.path, count: 1 }), waitMs);
}

/** The same, read to its end: no more than `mostBytes`, within `waitMs`. Throws NotDialled. */
export async function fetchHttp(source: HttpSource, mostBytes: number, waitMs: number): Promise<Fetched> {
  const answer = await openHttp(source, waitMs);
  const timer = setTimeout(() => answer.destroy(), waitMs);
  try {
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of answer) {
      size += (piece as Buffer).length;
      if (size > mostBytes) throw new NotDialled("unreachable");
      pieces.push(piece as Buffer);
    }
    if (!answer.complete) throw new NotDialled("silent");
    return { status: answer.statusCode ?? 0, bytes: Buffer.concat(pieces) };
  } catch (error) {
    throw error instanceof NotDialled ? error : new NotDialled("unreachable");
  } finally {
    clearTimeout(timer);
    answer.destroy();
  }
}

function ask(
  { address: { scheme, host: name, port, path }, posted }: HttpSource,
  host: string,
  proof: string | null,
  waitMs: number,
): Promise<IncomingMessage> {
  return new Promise((give, fail) => {
    const asked = (scheme === "https" ? secure : plain)(
      {
        ...{ host, port, path, agent: false, timeout: waitMs },
        // A camera's certificate is of its own making.
        ...(scheme === "https" ? { rejectUnauthorized: false } : {}),
        ...(posted ? { method: "POST" } : {}),
        headers: {
          ...{ host: `${name}:${port}`, accept: "*/*", ...(proof === null ? {} : { authorization: proof }) },
          ...(posted ? { "content-type": posted.type, "content-length": Buffer.byteLength(posted.body) } : {}),
        },
      },
      (answer) => {
        clearTimeout(timer);
        // Whoever reads it hears of it; nobody may.
        answer.on("error", () => undefined);
        give(answer);
      },
    );
    const late = () => asked.destroy(new NotDialled("silent"));
    const timer = setTimeout(late, waitMs);
    asked.on("timeout", late);
    asked.on("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      fail(
        error instanceof NotDialled
          ? error
          : new NotDialled(error.code === "ECONNREFUSED" ? "connection-refused" : "unreachable"),
      );
    });
    asked.end(posted?.body);
  });
}
