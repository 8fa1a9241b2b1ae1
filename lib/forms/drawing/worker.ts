import { parentPort } from "node:worker_threads";
import { draw, type Print } from "./document";

export type Answer = { chunk: Uint8Array } | { end: true } | { fault: string };

const port = parentPort;
if (!port) throw new Error("only as a thread");
const tell = (answer: Answer) => port.postMessage(answer);

/** One print at a time; the pool sends the next when this one has ended. */
port.on("message", (print: Print) => {
  draw(print)
    .then((stream) => {
      stream.on("data", (chunk: Uint8Array) => tell({ chunk }));
      stream.on("end", () => tell({ end: true }));
      stream.on("error", (error: Error) => tell({ fault: error.message }));
      stream.end();
    })
    .catch((error: unknown) => tell({ fault: error instanceof Error ? error.message : String(error) }));
});
