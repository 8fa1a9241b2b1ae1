import { cityDay } from "@/lib/calendar/rules";
import type { Block, Sheet } from "../model";
import type { FormFacts } from "./facts";
import { deskHead, deskName, field, fields, instantOrBlank, instantText, sheetHead } from "./parts";

type Row = Extract<Block, { is: "passage" }>["rows"][number];
/** Lines left to be filled in by hand, as on the paper. */
const blankRows = 2;

/** Phiếu kiểm soát quá trình giải quyết hồ sơ (Mẫu số 05 of TT 01/2018, 06 of TT 03/2025): who gave it to whom, and when. */
export function controlSheet(facts: FormFacts): Sheet {
  const { dossier: d, desk, settler, generation } = facts;
  return {
    ...sheetHead(facts, deskHead(desk, generation), desk, "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"),
    blocks: [
      fields(field("Kèm theo hồ sơ của", d.applicantName, { isStrong: true })),
      ...(d.code === null ? [fields(field("Mã hồ sơ", null))] : []),
      fields(field("Thời gian nhận hồ sơ", instantOrBlank(d.acceptedAt))),
      fields(field("Thời gian hẹn trả kết quả", instantOrBlank(d.extendedDueAt ?? d.dueAt))),
      fields(field("Cơ quan (bộ phận) giải quyết hồ sơ", settler.name)),
      fields(field("Cơ quan phối hợp giải quyết hồ sơ", d.consultedAgencies.join("; "))),
      { is: "passage", rows: passage(facts) },
      ...handedOver(facts),
    ],
    signatures: d.endedAt === null ? [] : signatures(facts),
  };
}

/** How the result left the house. */
function handedOver({ dossier: { handOver, returnedAt } }: FormFacts): Block[] {
  if (!handOver) return [];
  const { delivery, collectorName, trackingNumber } = handOver;
  const how = { COUNTER: "Trực tiếp", POST: "Bưu chính công ích", ELECTRONIC: "Bản điện tử" }[delivery];
  return [
    fields(field("Kết quả được trả", instantOrBlank(returnedAt)), field("Hình thức", how)),
    ...(delivery === "COUNTER" ? [fields(field("Người nhận kết quả", collectorName))] : []),
    ...(delivery === "POST" ? [fields(field("Số hiệu bưu gửi", trackingNumber))] : []),
  ];
}

/** Once there is a result, whoever takes it signs for it here. */
function signatures({ dossier: { handOver }, officerName }: FormFacts): Sheet["signatures"] {
  const hint = "(Ký và ghi rõ họ tên)";
  return [
    { title: "NGƯỜI TRẢ KẾT QUẢ", hint, name: handOver ? officerName : null },
    { title: "NGƯỜI NHẬN KẾT QUẢ", hint, name: handOver?.collectorName ?? null },
  ];
}

function passage({ dossier: d, desk, settler, generation }: FormFacts): Row[] {
  const office = deskName(desk, generation);
  const final = {
    from: settler.name,
    to: office,
    at: d.endedAt && instantText(d.endedAt),
    result: resultOf(d.endedAt, d.dueAt),
    note: null,
  };
  const hands =
    d.steps.length === 0
      ? [{ from: office, to: settler.name, at: d.startedAt && instantText(d.startedAt), result: null, note: null }]
      : d.steps.map((step, i) => ({
          from: i === 0 ? office : (d.steps[i - 1]?.role ?? null),
          to: step.role,
          at: step.startedAt && instantText(step.startedAt),
          result: resultOf(step.endedAt, step.dueAt),
          note: step.name,
        }));
  const blank = { from: null, to: null, at: null, result: null, note: null };
  return [...hands, final, ...Array.from({ length: blankRows }, () => blank)];
}

/** Judged by the day, as the indicators judge it. */
function resultOf(endedAt: Date | null, dueAt: Date | null): string | null {
  if (!endedAt || !dueAt) return null;
  const [ended, due] = [cityDay(endedAt), cityDay(dueAt)];
  return ended < due ? "Trước hạn" : ended === due ? "Đúng hạn" : "Quá hạn";
}
