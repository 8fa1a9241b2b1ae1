import { push } from "@/lib/exchange/sending/push";

/** One round in a process of its own, to be killed in the middle. */
await push();
process.exit(0);
