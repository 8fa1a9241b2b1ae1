import { db } from "@/lib/db/client";
import { push } from "./sending/push";

/** The round "push-packets": takes in what was dropped and sends what waits. */
export async function pushPackets(_: unknown, signal?: AbortSignal): Promise<void> {
  await push(signal);
}

const keptDays = 400;
/** Part of "sweep": a packet that is done with keeps what it said; its bytes as they came have had their day. */
export async function sweepPackets(now: Date): Promise<void> {
  await db.packet.updateMany({
    where: {
      rawSha: { not: null },
      state: { notIn: ["WAITING", "UNREADABLE"] },
      arrivedAt: { lt: new Date(now.getTime() - keptDays * 86_400_000) },
    },
    data: { rawSha: null },
  });
}
