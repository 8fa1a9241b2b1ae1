import { runBatch } from "@/lib/imports/commands";

/** Carries a batch through, to be killed on the way. */
await runBatch(Number(process.argv[2]));
process.stdout.write(`${process.memoryUsage().rss} ${process.resourceUsage().maxRSS * 1024}\n`);
process.exit(0);
