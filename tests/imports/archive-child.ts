import { createReadStream } from "node:fs";
import { receiveArchive } from "@/lib/imports/commands";
import { clerk } from "./old-registers";

/** Sends the zip beside a register in, to be killed on the way. */
const [, , id, path = ""] = process.argv;
await receiveArchive(clerk(), createReadStream(path), { batchId: Number(id), name: "tep.zip" });
process.exit(0);
