import { cityDay } from "@/lib/calendar/rules";
import type { Sheet } from "../model";
import type { FormFacts } from "./facts";
import {
  agencyHead,
  dayText,
  deskName,
  dotted,
  field,
  fields,
  headTitleOf,
  instantOrBlank,
  requestText,
  sheetHead,
  strong,
  text,
} from "./parts";

const blankDay = "ngày …… tháng …… năm ………";
const address = (facts: FormFacts) => (facts.dossier.isOrganisation ? "Quý tổ chức" : "Ông/Bà");
const head = (facts: FormFacts) => [
  { title: "", hint: "", name: null },
  { title: headTitleOf(facts.settler), hint: "(Ký, ghi rõ họ tên và đóng dấu)", name: null },
];

/** Mẫu số 04: the apology with its new appointment (TT 01/2018), or with the request for more time (TT 03/2025). */
export function apologySheet(facts: FormFacts): Sheet {
  const { dossier: d, settler, generation } = facts;
  const isOld = generation === "TT01_2018";
  const who = address(facts);
  const late = facts.lateAgencies.length > 0 ? facts.lateAgencies : [settler.name];
  return {
    ...sheetHead(
      facts,
      agencyHead(settler),
      settler,
      isOld ? "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" : "VĂN BẢN XIN LỖI\nVÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
    ),
    blocks: [
      fields(field("Kính gửi", d.applicantName, { isStrong: true })),
      fields(field("Địa chỉ", d.address)),
      text(
        `${d.acceptedAt ? capital(dayText(cityDay(d.acceptedAt))) : capital(blankDay)}, ${settler.name} tiếp nhận hồ sơ đề nghị `,
        strong(requestText(d)),
        ` của ${who}; mã số: `,
        strong(d.code ?? dotted),
        ".",
      ),
      fields(field("Thời gian hẹn trả kết quả giải quyết hồ sơ", instantOrBlank(d.dueAt))),
      text(
        `Tuy nhiên, đến nay hồ sơ của ${who} chưa giải quyết xong theo đúng thời hạn ghi trong Giấy tiếp nhận hồ sơ và hẹn trả kết quả.`,
      ),
      fields(field("Lý do", facts.reason)),
      fields(field("Cơ quan, đơn vị chậm giải quyết", late.join("; "))),
      text(
        `Sự chậm trễ này đã gây phiền hà, tốn kém thời gian, công sức của ${who}. ${settler.name} xin lỗi ${who} và ${
          isOld ? "sẽ trả kết quả giải quyết hồ sơ vào" : "đề nghị gia hạn thời gian giải quyết hồ sơ đến"
        } `,
        strong(instantOrBlank(d.extendedDueAt)),
        ".",
      ),
      ...(isOld
        ? [text(`Nơi trả kết quả: ${deskName(facts.desk, generation)}.`)]
        : [
            text(
              `Kết quả được trả tại ${deskName(facts.desk, generation)} hoặc theo hình thức ${who} đã đăng ký. Thời gian gia hạn chỉ áp dụng một lần.`,
            ),
          ]),
      text(`Rất mong nhận được sự thông cảm của ${who}./.`),
    ],
    signatures: head(facts),
  };
}

/** Mẫu số 05 of TT 03/2025: Thông báo dừng giải quyết hồ sơ. */
export function stopSheet(facts: FormFacts): Sheet {
  const { dossier: d, settler } = facts;
  const who = address(facts);
  return {
    ...sheetHead(facts, agencyHead(settler), settler, "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ"),
    blocks: [
      fields(field("Kính gửi", d.applicantName, { isStrong: true })),
      fields(field("Địa chỉ", d.address)),
      ...(d.code === null ? [fields(field("Mã hồ sơ", null))] : []),
      fields(field("Thủ tục hành chính", requestText(d))),
      fields(field("Ngày tiếp nhận", d.acceptedAt ? dayText(cityDay(d.acceptedAt)) : null)),
      text(
        d.state === "WITHDRAWN"
          ? `Căn cứ đề nghị rút hồ sơ của ${who}, ${settler.name} thông báo dừng giải quyết hồ sơ nêu trên kể từ `
          : `${settler.name} thông báo dừng giải quyết hồ sơ nêu trên kể từ `,
        strong(d.endedAt ? dayText(cityDay(d.endedAt)) : blankDay),
        ".",
      ),
      fields(field("Căn cứ, lý do dừng", facts.reason)),
      text(
        `Bản chính giấy tờ đã nộp được trả lại tại ${deskName(facts.desk, facts.generation)}; đề nghị ${who} mang theo Giấy tiếp nhận hồ sơ và hẹn trả kết quả khi đến nhận.`,
      ),
      text(`${settler.name} thông báo để ${who} biết./.`),
    ],
    signatures: head(facts),
  };
}

/** A slip no circular prescribes: the appointment moves because the calendar was changed by decision. */
export function changeSheet(facts: FormFacts): Sheet {
  const { dossier: d, settler } = facts;
  const who = address(facts);
  const change = d.change;
  return {
    ...sheetHead(facts, agencyHead(settler), settler, "PHIẾU THÔNG BÁO\nTHAY ĐỔI NGÀY HẸN TRẢ KẾT QUẢ"),
    blocks: [
      fields(field("Kính gửi", d.applicantName, { isStrong: true })),
      fields(field("Địa chỉ", d.address)),
      fields(field("Thủ tục hành chính", requestText(d))),
      fields(field("Thời gian nhận hồ sơ", instantOrBlank(d.acceptedAt))),
      fields(field("Thời gian hẹn trả kết quả ghi trên giấy đã cấp", instantOrBlank(change?.before ?? null))),
      fields(field("Thời gian hẹn trả kết quả mới", instantOrBlank(change?.after ?? d.dueAt), { isStrong: true })),
      fields(field("Căn cứ, lý do thay đổi", facts.reason)),
      text(
        `Thời hạn giải quyết của hồ sơ không thay đổi; ngày hẹn được tính lại theo lịch làm việc mới. ${settler.name} thông báo để ${who} biết và mong ${who} thông cảm./.`,
      ),
    ],
    signatures: head(facts),
  };
}

const capital = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1);
