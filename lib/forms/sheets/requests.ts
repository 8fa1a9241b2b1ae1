import type { Sheet } from "../model";
import type { FormFacts } from "./facts";
import { applicantBlocks, deskHead, deskName, dotted, field, fields, sheetHead, text } from "./parts";

/** Mẫu số 02: Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ. What is asked is said once and completely (NĐ 61/2018 Đ.15.3). */
export function supplementSheet(facts: FormFacts): Sheet {
  const { desk, generation } = facts;
  const office = deskName(desk, generation);
  return {
    ...sheetHead(facts, deskHead(desk, generation), desk, "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"),
    blocks: [
      ...applicantBlocks(facts, "Hồ sơ của"),
      {
        is: "list",
        lead: "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
        items: [...facts.items],
        blanks: 4,
      },
      fields(field("Lý do", facts.reason)),
      text(
        `Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông (Bà) liên hệ với ${office}${desk.address ? ` (${desk.address})` : ""}, số điện thoại ${desk.phone ?? dotted} để được hướng dẫn./.`,
      ),
    ],
    signatures: [
      { title: "", hint: "", name: null },
      { title: "NGƯỜI HƯỚNG DẪN", hint: "(Ký và ghi rõ họ tên)", name: facts.officerName },
    ],
  };
}

/** Mẫu số 03: Phiếu từ chối tiếp nhận giải quyết hồ sơ; also the refusal after appraisal (NĐ 61/2018 Đ.19.8). */
export function refusalSheet(facts: FormFacts): Sheet {
  const { desk, generation, dossier: d } = facts;
  const office = deskName(desk, generation);
  const isAtIntake = d.state === "NOT_ACCEPTED";
  return {
    ...sheetHead(facts, deskHead(desk, generation), desk, "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ"),
    blocks: [
      ...applicantBlocks(facts, `${office} tiếp nhận hồ sơ của`),
      text(
        isAtIntake
          ? `Qua xem xét, ${office} thông báo không tiếp nhận hồ sơ này với lý do cụ thể như sau:`
          : `Qua xem xét, ${office} thông báo không giải quyết hồ sơ này với lý do cụ thể như sau:`,
      ),
      { is: "list", lead: "", items: facts.reason ? [facts.reason] : [], blanks: 4 },
      text("Xin thông báo cho Ông/Bà được biết và thực hiện./."),
    ],
    signatures: [
      { title: "NGƯỜI NỘP HỒ SƠ", hint: "(Ký và ghi rõ họ tên)", name: null },
      { title: "NGƯỜI TIẾP NHẬN HỒ SƠ", hint: "(Ký và ghi rõ họ tên)", name: facts.officerName },
    ],
  };
}
