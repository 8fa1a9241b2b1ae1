import { runBatch } from "@/lib/imports/commands";

/** The most bytes outside the heap: what a file is read into. */
let buffers = 0;
const watching = setInterval(() => {
  buffers = Math.max(buffers, process.memoryUsage().arrayBuffers);
}, 5);

/** Carries a batch through, to be killed on the way or to tell the most memory it took and its processor time. */
await runBatch(Number(process.argv[2]));
clearInterval(watching);
const { user, system } = process.cpuUsage();
process.stdout.write(`${buffers} ${process.resourceUsage().maxRSS * 1024} ${user + system}\n`);
process.exit(0);
