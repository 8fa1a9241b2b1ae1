import type { PaperForm } from "@/lib/dossiers/model";
import type { Block, Sheet } from "../model";
import type { FormFacts } from "./facts";
import {
  daysBlock,
  deliveryText,
  deskHead,
  deskName,
  dotted,
  feeText,
  field,
  fields,
  instantOrBlank,
  limitSentence,
  requestText,
  sheetHead,
} from "./parts";

/** Mẫu số 01: Giấy tiếp nhận hồ sơ và hẹn trả kết quả, in two copies. */
export function receiptSheet(facts: FormFacts): Sheet {
  const { dossier: d, desk, generation, number, year, lookUp } = facts;
  const office = deskName(desk, generation);
  const phone = desk.phone ?? dotted;
  const due = d.extendedDueAt ?? d.dueAt;
  return {
    ...sheetHead(facts, deskHead(desk, generation), desk, "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"),
    address: lookUp && d.code && lookUpAddress(lookUp.address, d.code),
    copies: ["(Liên 1: Giao cá nhân, tổ chức nộp hồ sơ)", "(Liên 2: Lưu)"],
    blocks: [
      fields(field(`${office} tiếp nhận hồ sơ của`, d.applicantName, { isStrong: true })),
      fields(field("Người nộp hồ sơ", d.submitterName ?? d.applicantName)),
      fields(field("Địa chỉ", d.address)),
      fields(field("Số điện thoại", d.phone, { personal: "phone" }), field("Email", d.email)),
      fields(
        field(d.isOrganisation ? "Mã số thuế/Số đăng ký" : "Số CCCD/CMND/Hộ chiếu", d.idNumber, {
          personal: "idNumber",
        }),
      ),
      fields(field("Nội dung yêu cầu giải quyết", requestText(d), { isStrong: true })),
      papersBlock(d.papers),
      fields(field("Số lượng hồ sơ", `${String(d.setCount).padStart(2, "0")} (bộ)`)),
      fields(field("Thời gian giải quyết hồ sơ theo quy định là", limitSentence(d))),
      fields(field("Thời gian nhận hồ sơ", instantOrBlank(d.acceptedAt))),
      fields(field("Thời gian trả kết quả giải quyết hồ sơ", instantOrBlank(due), { isStrong: due !== null })),
      ...daysBlock(facts.due),
      fields(field("Phí, lệ phí và hình thức thu", feeText(d.fees))),
      fields(field("Đăng ký nhận kết quả tại", deliveryText(d.resultDelivery, office))),
      fields(field("Vào Sổ theo dõi hồ sơ, Quyển số", String(year)), field("Số thứ tự", String(number).padStart(2, "0"))),
    ],
    signatures: [
      { title: "NGƯỜI NỘP HỒ SƠ", hint: "(Ký và ghi rõ họ tên)", name: null },
      { title: "NGƯỜI TIẾP NHẬN HỒ SƠ", hint: "(Ký và ghi rõ họ tên)", name: facts.officerName },
    ],
    notes: [
      "Giấy này được lập thành 02 liên: 01 liên giao cá nhân, tổ chức nộp hồ sơ; 01 liên lưu tại nơi tiếp nhận.",
      "Khi nhận kết quả, mang theo giấy này và giấy tờ tùy thân (giấy ủy quyền nếu nhận thay).",
      lookUp
        ? `Tra cứu: quét mã QR hoặc mở ${lookUp.address}, nhập mã tra cứu ${lookUpCodeText(lookUp.code)} (hoặc 4 số cuối điện thoại, số định danh). Số điện thoại hỗ trợ: ${phone}`
        : `Tra cứu tình trạng giải quyết bằng mã hồ sơ nêu trên. Số điện thoại hỗ trợ: ${phone}`,
    ],
  };
}

/** The look-up with the code of a dossier filled in, and nothing else: an address is seen by many. */
const lookUpAddress = (address: string, code: string) => `${address}?code=${encodeURIComponent(code)}`;
/** "7KQ2M-9XTAB": in two halves it is read and typed without mistakes. */
const lookUpCodeText = (code: string) => `${code.slice(0, 5)}-${code.slice(5)}`;

function papersBlock(papers: FormFacts["dossier"]["papers"]): Block {
  const rows = new Map<string, Record<PaperForm, number>>();
  for (const { name, form, count, supplement } of papers) {
    const told = supplement === 0 ? name : `${name} (bổ sung${supplement > 1 ? ` lần ${supplement}` : ""})`;
    const counts = rows.get(told) ?? { ORIGINAL: 0, CERTIFIED_COPY: 0, PHOTOCOPY: 0, ELECTRONIC: 0 };
    counts[form] += count;
    rows.set(told, counts);
  }
  return {
    is: "papers",
    lead: "Thành phần hồ sơ nộp gồm:",
    rows: [...rows].map(([name, counts]) => ({
      name,
      originals: counts.ORIGINAL,
      certifiedCopies: counts.CERTIFIED_COPY,
      photocopies: counts.PHOTOCOPY,
      electronic: counts.ELECTRONIC,
    })),
  };
}
