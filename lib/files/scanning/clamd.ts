import { connect, type Socket } from "node:net";
import type { Readable } from "node:stream";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { describeError, log } from "@/lib/log";
import { store } from "../storing/store";

/** What the scanner said of a file; `threat` names what it found. "undecided": it said nothing that can be relied on, or the file could not be read. */
export type Scan = { is: "clean" } | { is: "infected"; threat: string } | { is: "undecided" };

/** The daemon reads as fast as it is sent to, and answers within seconds of the end. */
const silenceMs = 60_000;
const longestThreat = 200;

/**
 * Has clamd look into a stored file, over its socket (INSTREAM, as clamd's manual has it). Throws `scanner-away` where nobody listens and
 * `store-away`: neither says anything of the file. What was not scanned to its end is not clean.
 */
export async function scanFile(sha: string): Promise<Scan> {
  const address = env().CLAMD_ADDRESS;
  if (!address) throw new Error("no scanner is set up");
  const socket = await reached(placeOf(address));
  try {
    const answered = answerOf(socket);
    answered.catch(() => undefined);
    await send(socket, sha);
    return findingOf(await answered);
  } catch (error) {
    if (error instanceof AppError && error.code === "store-away") throw error;
    log().warn({ sha, error: describeError(error) }, "a file could not be scanned");
    return { is: "undecided" };
  } finally {
    socket.destroy();
  }
}

/** "/run/clamav/clamd.ctl" or "127.0.0.1:3310". */
function placeOf(address: string): { path: string } | { host: string; port: number } {
  if (address.startsWith("/")) return { path: address };
  const at = address.lastIndexOf(":");
  return { host: address.slice(0, at).replace(/^\[|\]$/g, ""), port: Number(address.slice(at + 1)) };
}

function reached(place: ReturnType<typeof placeOf>): Promise<Socket> {
  return new Promise((done, fail) => {
    const away = () => fail(new AppError("unavailable", "scanner-away", { retryAfterSeconds: 60 }));
    const socket = connect(place, () => {
      socket.off("error", away);
      done(socket);
    });
    socket.once("error", away);
    socket.setTimeout(silenceMs, () => socket.destroy(new Error("the scanner is silent")));
  });
}

/** Sends a file to its end. A scanner that has heard enough says so before that and closes: what it says counts, not that the line broke. */
async function send(socket: Socket, sha: string): Promise<void> {
  const bytes: Readable = await store().open(sha);
  let isLineBroken = false;
  const write = (part: Buffer) =>
    new Promise<void>((done) =>
      socket.write(part, (error) => {
        isLineBroken ||= Boolean(error);
        done();
      }),
    );
  await write(Buffer.from("zINSTREAM\0"));
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.byteLength);
    await write(Buffer.concat([length, chunk]));
    if (isLineBroken) return;
  }
  await write(Buffer.alloc(4));
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((done, fail) => {
    let text = "";
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      if (text.length > 4_096) socket.destroy(new Error("the scanner says too much"));
      if (text.includes("\0")) done(text.slice(0, text.indexOf("\0")));
    });
    socket.on("error", fail);
    socket.on("close", () => fail(new Error("the scanner hung up")));
  });
}

/** "stream: OK", "stream: Eicar-Signature FOUND"; anything else is no finding. */
function findingOf(answer: string): Scan {
  if (/^stream: OK$/.test(answer)) return { is: "clean" };
  const threat = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  if (threat === undefined) throw new Error("the scanner gave no finding");
  return { is: "infected", threat: threat.replace(/[^\x20-\x7e]/g, "?").slice(0, longestThreat) };
}
