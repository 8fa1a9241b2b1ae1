import type { JobHandlers } from "@/lib/queue";
import { sealPending } from "./sealing/seal";

export const jobs = {
  "seal-audit": async () => {
    await sealPending();
  },
} satisfies JobHandlers;
