import { randomBytes } from "node:crypto";
import { createServer, type Socket } from "node:net";
import { controlAddress, type Offer, writeOffer } from "./sdp";
import type { RtspSession } from "./session";
import { Garbled, headerOf, type Message, WireReader, written } from "./wire";

/** An address of ours under which one program may take a camera's picture; it never learns the camera's address, name or password. */
export type Relay = { url: string; close(): void };

const passedOn = ["transport", "session", "range"];
const known = new Set(["OPTIONS", "DESCRIBE", "SETUP", "PLAY", "GET_PARAMETER", "TEARDOWN"]);

/**
 * Lets one program of this machine play what a session has had described. Its requests go on to the camera under the camera's own addresses,
 * proven by us; packets pass untouched; of the camera's answers only what playing needs comes back, so that none of them can send the program elsewhere.
 */
export async function relay(session: RtspSession, { base, offer }: { base: string; offer: Offer }): Promise<Relay> {
  const token = randomBytes(16).toString("hex");
  let client: Socket | null = null;
  const server = createServer((socket) => {
    // One program, once.
    if (client) {
      socket.destroy();
      return;
    }
    client = socket;
    serve(socket);
  });
  const close = () => {
    server.close();
    client?.destroy();
    session.close();
  };
  await new Promise<void>((listening, fail) => {
    server.once("error", fail);
    server.listen(0, "127.0.0.1", listening);
  });
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the relay has no port");
  const url = `rtsp://127.0.0.1:${bound.port}/${token}`;
  const track = "picture";

  const serve = (socket: Socket) => {
    let last: Promise<unknown> = Promise.resolve();
    const reader = new WireReader({
      message: (message) => {
        last = last.then(() => answer(message, socket)).catch(close);
      },
      frame: (frame) => session.pass(frame),
    });
    session.onFrame = ({ bytes }) => {
      if (!socket.destroyed) socket.write(bytes);
    };
    session.onEnd = () => socket.destroy();
    socket.on("data", (piece: Buffer) => {
      try {
        reader.push(piece);
      } catch (error) {
        if (!(error instanceof Garbled)) throw error;
        close();
      }
    });
    socket.on("error", close);
    socket.on("close", close);
  };

  const answer = async (asked: Message, socket: Socket) => {
    const [method = "", uri = ""] = asked.start.split(" ");
    const number = ["CSeq", headerOf(asked, "cseq") ?? "0"] as const;
    const say = (start: string, headers: readonly (readonly [string, string])[] = [], body = "") =>
      socket.write(written(`RTSP/1.0 ${start}`, [number, ...headers], body));
    if (!known.has(method) || !(uri === url || uri.startsWith(`${url}/`))) return say("404 Not Found");
    if (method === "OPTIONS") return say("200 OK", [["Public", [...known].join(", ")]]);
    if (method === "DESCRIBE")
      return say(
        "200 OK",
        [
          ["Content-Type", "application/sdp"],
          ["Content-Base", `${url}/`],
        ],
        writeOffer(offer, track),
      );
    const isTrack = uri === `${url}/${track}`;
    const there = controlAddress(base, isTrack ? offer.control : offer.sessionControl);
    const headers = passedOn.flatMap((name) => {
      const value = headerOf(asked, name);
      return value === null ? [] : [[name, value] as const];
    });
    const { status, ...given } = await session.ask(method, there, headers);
    if (status >= 300) return say(`${status >= 400 ? status : 404} Refused`);
    return say(
      "200 OK",
      ["transport", "session"].flatMap((name) => {
        const value = headerOf(given, name);
        return value === null ? [] : [[name, value] as const];
      }),
    );
  };
  return { url, close };
}
