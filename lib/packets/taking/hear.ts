import type { Work } from "@/lib/command";
import { PacketFault } from "../wire/faults";
import type { StatusHeader } from "../wire/header";

const clocks = {
  "01": ["arrivedAt"],
  "02": ["arrivedAt", "refusedAt"],
  "03": ["arrivedAt", "acceptedAt"],
  "04": ["arrivedAt", "acceptedAt", "handledAt"],
  "05": ["arrivedAt", "acceptedAt", "handledAt"],
  "06": ["arrivedAt", "acceptedAt", "handledAt", "finishedAt"],
} as const;

/**
 * Notes a receipt at the packet of ours it is about: the first time a receiver came that far, and its last words; a yes or a no at the wish it
 * answers. A wish to take a document back (13) waits for the clerk like any other. Throws PacketFault `document-unknown` for one about nothing
 * we sent or have, which a person may try again once that is known.
 */
export async function hear(
  { tx, now }: Work,
  header: StatusHeader,
  fromKey: string,
): Promise<{ state: "WAITING" | "NOTED"; targetId: number | null; unitId?: number }> {
  const { documentKey } = header.about;
  if (header.code === "13") {
    const target = await tx.packet.findFirst({
      where: { fromKey, documentKey, kind: "document", state: { in: ["WAITING", "REGISTERED"] } },
      orderBy: { id: "desc" },
      select: { id: true, unitId: true },
    });
    if (!target) throw new PacketFault("document-unknown");
    return { state: "WAITING", targetId: target.id, unitId: target.unitId };
  }
  const answers = header.code === "15" || header.code === "16";
  const sent = await tx.dispatch.findFirst({
    where: {
      ...{ documentKey, toKey: fromKey, kind: "document", state: { not: "DROPPED" } },
      ...(answers ? { business: { not: "NEW" } } : {}),
    },
    orderBy: { id: "desc" },
  });
  if (!sent) throw new PacketFault("document-unknown");
  // A clock set wrong must not put a receipt before the sending or after today.
  const told = new Date(header.at);
  const at = told > now || (sent.sentAt !== null && told < sent.sentAt) ? now : told;
  const marks = header.code in clocks ? clocks[header.code as keyof typeof clocks] : [];
  await tx.dispatch.update({
    where: { id: sent.id },
    data: {
      ...Object.fromEntries(marks.filter((mark) => sent[mark] === null).map((mark) => [mark, at])),
      ...(answers ? { answer: header.code, answeredAt: at } : {}),
      words: header.words || sent.words,
      // Whoever answers has it, though we were not told that it went.
      ...(sent.state === "SENT" ? {} : { state: "SENT", sentAt: sent.sentAt ?? at, nextAt: null, fault: null }),
    },
  });
  return { state: "NOTED", targetId: null, unitId: sent.unitId };
}
