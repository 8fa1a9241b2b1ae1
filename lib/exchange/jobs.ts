import { db } from "@/lib/db/client";
import { push } from "./sending/push";

/** The round "push-exchange": tells the portal what changed. */
export async function pushExchange(_: unknown, signal?: AbortSignal): Promise<void> {
  await push(signal);
}

/** The index of service quality looks back over twelve months for which dossiers were told whole. */
const wholesKeptDays = 400;
const keptDays = 90;
/** Part of "sweep": messages that are done with have had their day; they hold copies of what persons told. */
export async function sweepExchange(now: Date): Promise<void> {
  const before = (days: number) => ({ lt: new Date(now.getTime() - days * 86_400_000) });
  const isTold = { direction: "OUT", kind: "DongBoHoSoMC", status: "DONE" } as const;
  await db.exchangeMessage.deleteMany({
    where: {
      status: { in: ["DONE", "DROPPED"] },
      OR: [{ createdAt: before(wholesKeptDays) }, { createdAt: before(keptDays), NOT: isTold }],
    },
  });
}
