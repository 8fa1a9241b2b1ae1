// A PostgreSQL of its own that keeps its promises to the disk, to be killed. Says where it is once it is ready.
import { startEmbedded } from "@/lib/db/embedded";

const [dir = "", port = ""] = process.argv.slice(2);
const { ownerUrl, appUrl } = await startEmbedded({ dir, port: Number(port), password: "only-for-tests", durable: true });
process.stdout.write(`${JSON.stringify({ ownerUrl, appUrl })}\n`);
setInterval(() => undefined, 60_000);
