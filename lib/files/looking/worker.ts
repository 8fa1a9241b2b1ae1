import { parentPort } from "node:worker_threads";
import { type Asked, look, type Told } from "./look";

const port = parentPort;
if (!port) throw new Error("only as a thread");
port.on("message", (asked: Asked) => {
  look(asked).then(
    (told) => port.postMessage(told),
    () => port.postMessage({ fault: "paper-unreadable" } satisfies Told),
  );
});
