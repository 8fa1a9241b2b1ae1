import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type * as z from "zod";
import { draftDocument, issueDocument, receiveDocumentFile, registerDocument } from "@/lib/documents/commands";
import type { DraftInput, RegisterInput } from "@/lib/documents/model";
import { tablePdf } from "@/lib/forms/queries";
import { actor, asOwner, unit } from "../city";

let types: Promise<Map<string, number>> | undefined;
/** The id of a type of document by its code: "quyet-dinh". */
export async function typeId(code: string): Promise<number> {
  types ??= asOwner((c) => c.query<{ id: number; code: string }>("select id, code from document_type")).then(
    ({ rows }) => new Map(rows.map((row) => [row.code, row.id])),
  );
  const id = (await types).get(code);
  if (id === undefined) throw new Error(code);
  return id;
}

export const at = (iso = "2026-11-26T08:00:00+07:00") => new Date(iso);
export const by = (name: Parameters<typeof actor>[0] = "clerk", now = at()) => ({ actor: actor(name), now });

let serial = 0;
export async function incoming(extra: Partial<z.input<typeof RegisterInput>> = {}): Promise<z.input<typeof RegisterInput>> {
  serial += 1;
  return {
    unitId: unit.tranPhu,
    typeId: await typeId("cong-van"),
    subject: "Về việc rà soát thủ tục hành chính",
    issuer: "Sở Nội vụ tỉnh Hà Giang",
    symbol: `${100 + serial}/SNV-CCHC`,
    issuedOn: "2026-11-24",
    arrivedOn: "2026-11-26",
    ...extra,
  };
}
export async function outgoing(extra: Partial<z.input<typeof DraftInput>> = {}): Promise<z.input<typeof DraftInput>> {
  return {
    direction: "OUTGOING",
    unitId: unit.tranPhu,
    typeId: await typeId("quyet-dinh"),
    subject: "Quyết định thành lập Tổ công tác chuyển đổi số",
    issuerMark: "UBND",
    authority: "TM.",
    signerName: "Trần Văn Hùng",
    signerPost: "Chủ tịch",
    recipients: ["Như Điều 3", "Lưu: VT"],
    ...extra,
  };
}
export const register = async (extra: Partial<z.input<typeof RegisterInput>> = {}, now = at()) =>
  registerDocument(by("clerk", now), await incoming(extra));
export async function issue(extra: Partial<z.input<typeof DraftInput>> = {}, now = at()) {
  const { id, version } = await draftDocument(by("clerk", now), await outgoing(extra));
  return issueDocument(by("clerk", now), { id, version });
}

/** A PDF a printer of ours would make, with these lines drawn on it. */
export async function drawn(title: string, lines: readonly string[]): Promise<Buffer> {
  const { body } = await tablePdf(
    actor("head"),
    {
      ...{
        agencyAbove: null,
        agency: "UBND PHƯỜNG TRẦN PHÚ",
        placeAndDay: " ",
        formLine: " ",
        title,
        subtitles: [],
        measure: " ",
      },
      headings: [
        { name: "STT", width: 30 },
        { name: "Nội dung", width: 0 },
      ],
      numbers: ["(1)", "(2)"],
      rows: lines.map((text, i) => ({ cells: [String(i + 1), text], isTotal: false })),
      ...{ notes: [], footer: " ", signatures: [] },
    },
    { at: at(), name: "x" },
  );
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
export const put = (documentId: number, bytes: Buffer, name = "van-ban.pdf", who: Parameters<typeof actor>[0] = "clerk") =>
  receiveDocumentFile(by(who), Readable.from([bytes]), { documentId, name, declared: "application/pdf", key: randomUUID() });
