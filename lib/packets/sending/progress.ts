import * as z from "zod";
import { command } from "@/lib/command";
import { theirs } from "../taking/keep";
import { DocumentHeader } from "../wire/header";
import { owe } from "./owe";

const words = { "04": "Đã phân công xử lý", "05": "Đang xử lý", "06": "Đã hoàn thành xử lý" } as const;

/**
 * Tells the sender of a registered document how far the work on it has come (04, 05, 06), each once and never backwards; nothing where it did
 * not come as a packet. What is told of which work is said by `statusOf`.
 */
export const tellProgress = command(
  z.strictObject({ documentId: z.int().positive(), code: z.enum(["04", "05", "06"]) }),
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
