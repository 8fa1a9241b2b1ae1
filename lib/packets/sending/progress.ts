import * as z from "zod";
import { systemActor } from "@/lib/auth/queries";
import { command } from "@/lib/command";
import { db } from "@/lib/db/client";
import { statusOf } from "../rules";
import { theirs } from "../taking/keep";
import { DocumentHeader } from "../wire/header";
import { owe } from "./owe";

const Progress = z.enum(["04", "05", "06"]);
const words = { "04": "Đã phân công xử lý", "05": "Đang xử lý", "06": "Đã hoàn thành xử lý" } as const;

/**
 * Tells the sender of a registered document how far the work on it has come (04, 05, 06), each once and never backwards; nothing where it did
 * not come as a packet. What is told of which work is said by `statusOf`.
 */
export const tellProgress = command(
  z.strictObject({ documentId: z.int().positive(), code: Progress }),
  async (work, { documentId, code }) => {
    const { tx } = work;
    const [packet] = await tx.$queryRaw<{ id: number; unitId: number; header: unknown; toldCode: string | null }[]>`
      select id, unit_id as "unitId", header, told_code as "toldCode" from packet
      where document_id = ${documentId} and kind = 'document' and state = 'REGISTERED' for update`;
    work.require("documents.exchange", packet?.unitId ?? "city");
    const isTold = !packet || (packet.toldCode ?? "") >= code;
    if (packet && !isTold) {
      await tx.packet.update({ where: { id: packet.id }, data: { toldCode: code } });
      const header = DocumentHeader.parse(packet.header);
      await owe(work, { ...theirs(header), unitId: packet.unitId, packetId: packet.id }, code, words[code]);
    }
    work.record("packet.tell", { type: "document", id: documentId }, { outcome: isTold ? "unchanged" : "sent" }, packet?.unitId);
    return { isTold: !isTold };
  },
);

const mostOfARound = 200;
type Standing = { documentId: number; toldCode: string | null; isAssigned: boolean; isBegun: boolean; isFinished: boolean };
/** Part of the round: tells the senders of documents that are worked on how far that has come since they were last told. */
export async function tellWork(now: Date): Promise<void> {
  const rows = await db.$queryRaw<Standing[]>`
    select p.document_id as "documentId", p.told_code as "toldCode",
      exists (select from document_task t where t.document_id = w.document_id and t.role <> 'INFORM') as "isAssigned",
      exists (select from document_task t where t.document_id = w.document_id and t.role <> 'INFORM'
        and (t.accepted_at is not null or t.progress is not null)) as "isBegun",
      w.closed_at is not null as "isFinished"
    from packet p join document_work w on w.document_id = p.document_id
    where p.kind = 'document' and p.state = 'REGISTERED' and coalesce(p.told_code, '') < '06'
    order by p.id desc limit 5000`;
  const due = rows.flatMap(({ documentId, toldCode, ...work }) => {
    const code = Progress.safeParse(statusOf(work));
    return code.success && code.data > (toldCode ?? "") ? [{ documentId, code: code.data }] : [];
  });
  const ctx = { actor: systemActor("packets"), now };
  for (const one of due.slice(0, mostOfARound)) await tellProgress(ctx, one);
}
