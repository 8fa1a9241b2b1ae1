import type { Register } from "../model";

/** The columns of the register book in its order; a group's two or three stand under one heading. */
export const registerHeadings: readonly { name: string; under?: readonly string[]; width: number }[] = [
  { name: "STT", width: 20 },
  { name: "Mã hồ sơ", width: 80 },
  { name: "Tên thủ tục hành chính", width: 0 },
  { name: "Số lượng hồ sơ (bộ)", width: 38 },
  { name: "Tên cá nhân, tổ chức", width: 74 },
  { name: "Địa chỉ, số điện thoại", width: 84 },
  { name: "Cơ quan chủ trì giải quyết", width: 62 },
  { name: "Ngày, tháng, năm", under: ["Nhận hồ sơ", "Hẹn trả kết quả", "Trả kết quả"], width: 41 },
  { name: "Nhận kết quả", under: ["Phương thức", "Ký nhận"], width: 44 },
  { name: "Ghi chú", width: 38 },
];

/** A row's cells in the order of the columns, for paper and for the spreadsheet. */
export function registerCells(row: Register["rows"][number]): (string | number | null)[] {
  return [
    row.position,
    row.receipt ? `${row.code ?? ""}\n(Giấy số ${row.receipt})` : row.code,
    row.procedure,
    row.setCount,
    row.applicant,
    row.contact,
    row.agency,
    row.acceptedAt,
    row.dueAt,
    row.returnedAt,
    row.delivery,
    row.collector,
    row.note,
  ];
}
