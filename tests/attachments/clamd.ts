import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** The file every scanner knows and nothing is harmed by; put together here, or a scanner would take this file away. */
export const eicar = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

/** What the double takes for longer than it may be, whatever its mood: clamd's own limit is 25 MB where nobody raised it. */
export const tooLong = "longer than the scanner takes";

type Mood = "well" | "limit" | "hangs-up" | "nonsense" | "early";
/**
 * A double of clamd on loopback: it speaks the INSTREAM command as clamd's manual has it (a command ended by a zero byte, chunks behind their
 * length in network order, an empty one last; the answer ended by a zero byte) and knows one signature.
 */
export async function openClamd(at = 0) {
  const state = { mood: "well" as Mood, scanned: 0 };
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    serve(socket, state);
  });
  server.listen(at, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { state, port, address: `127.0.0.1:${port}`, close: () => new Promise((done) => server.close(done)) };
}

function serve(socket: Socket, state: { mood: Mood; scanned: number }): void {
  let held = Buffer.alloc(0);
  let isStreaming = false;
  const content: Buffer[] = [];
  const answer = (text: string) => socket.end(`${text}\0`);
  socket.on("data", (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    if (!isStreaming) {
      const end = held.indexOf(0);
      if (end < 0) return;
      if (held.subarray(0, end).toString("latin1") !== "zINSTREAM") return void answer("UNKNOWN COMMAND");
      held = held.subarray(end + 1);
      isStreaming = true;
      if (state.mood === "hangs-up") return void socket.destroy();
      if (state.mood === "early") return void answer("stream: Win.Early-1 FOUND");
    }
    while (held.byteLength >= 4 && held.byteLength >= 4 + held.readUInt32BE(0)) {
      const length = held.readUInt32BE(0);
      if (length > 0) {
        content.push(held.subarray(4, 4 + length));
        held = held.subarray(4 + length);
        continue;
      }
      state.scanned += 1;
      if (state.mood === "limit" || Buffer.concat(content).includes(tooLong))
        return void answer("INSTREAM size limit exceeded. ERROR");
      if (state.mood === "nonsense") return void answer("xin chào");
      return void answer(Buffer.concat(content).includes(eicar) ? "stream: Eicar-Test-Signature FOUND" : "stream: OK");
    }
  });
}
