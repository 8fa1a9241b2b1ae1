import { type IncomingMessage, request as plain } from "node:http";
import { request as secure } from "node:https";
import type { Network } from "@/lib/egress";
import { cameraHost, NotDialled } from "../rtsp/dial";
import { authorization, type Credentials, pickChallenge } from "../rtsp/digest";
import type { readSnapshot } from "../rules";

type SnapshotAddress = NonNullable<ReturnType<typeof readSnapshot>>;
export type Snapshot = { status: number; bytes: Buffer };
const mostBytes = 4_000_000;

/** A single picture a camera gives by HTTP, with name and password where it asks for them; nothing is followed. Throws NotDialled. */
export async function fetchSnapshot(
  address: SnapshotAddress,
  credentials: Credentials | null,
  networks: readonly Network[],
  waitMs: number,
): Promise<Snapshot> {
  const host = await cameraHost(address, networks);
  const first = await ask(address, host, null, waitMs);
  const challenge = first.status === 401 && credentials ? pickChallenge(first.challenges) : null;
  if (!challenge || !credentials) return first;
  return ask(address, host, authorization(challenge, credentials, { method: "GET", uri: address.path, count: 1 }), waitMs);
}

function ask(
  { scheme, host: name, port, path }: SnapshotAddress,
  host: string,
  proof: string | null,
  waitMs: number,
): Promise<Snapshot & { challenges: string[] }> {
  return new Promise((give, fail) => {
    const asked = (scheme === "https" ? secure : plain)(
      {
        ...{ host, port, path, agent: false, signal: AbortSignal.timeout(waitMs) },
        // A camera's certificate is of its own making.
        ...(scheme === "https" ? { rejectUnauthorized: false } : {}),
        headers: { host: `${name}:${port}`, accept: "image/jpeg", ...(proof === null ? {} : { authorization: proof }) },
      },
      (answer: IncomingMessage) => {
        const pieces: Buffer[] = [];
        let size = 0;
        answer.on("data", (piece: Buffer) => {
          size += piece.length;
          if (size > mostBytes) answer.destroy();
          else pieces.push(piece);
        });
        answer.on("error", () => fail(new NotDialled("unreachable")));
        answer.on("close", () => fail(new NotDialled("unreachable")));
        answer.on("end", () =>
          give({
            status: answer.statusCode ?? 0,
            bytes: Buffer.concat(pieces),
            challenges: [answer.headers["www-authenticate"] ?? ""].flatMap((one) => one.split(/,\s*(?=(?:Basic|Digest)\b)/i)),
          }),
        );
      },
    );
    asked.on("error", (error: NodeJS.ErrnoException) =>
      fail(
        new NotDialled(
          error.code === "ECONNREFUSED" ? "connection-refused" : error.name === "TimeoutError" ? "silent" : "unreachable",
        ),
      ),
    );
    asked.end();
  });
}
