import { once } from "node:events";
import { expect, test, vi } from "vitest";
import { registerBook } from "@/lib/forms/drawing/book";
import type { Register } from "@/lib/forms/model";

const head: Omit<Register, "rows"> = {
  generation: "TT03_2025",
  source: "Mẫu số 07 ban hành kèm theo Thông tư số 03/2025/TT-VPCP",
  agencyAbove: "ỦY BAN NHÂN DÂN PHƯỜNG TRẦN PHÚ",
  agency: "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
  book: "Quyển số: 2026",
  sector: "Tất cả lĩnh vực",
  from: "2026-01-01",
  to: "2026-12-31",
};
const row = (position: number): Register["rows"][number] => ({
  position,
  code: `H22.15.7-260102-${String(position).padStart(4, "0")}`,
  receipt: null,
  procedure: `Cấp giấy phép xây dựng nhà ở riêng lẻ (${Math.sqrt(position)})`,
  setCount: 1,
  applicant: "Giàng Thị Mỷ",
  contact: "Thôn Lâm Đồng",
  agency: "Trần Phú",
  acceptedAt: "02/01/2026",
  dueAt: "30/01/2026",
  returnedAt: null,
  delivery: "Trực tiếp",
  collector: null,
  note: null,
});

test("a reader who leaves ends the reading of the records, and none are read ahead of one who is slow", async () => {
  const read = { pages: 0, isOver: false };
  async function* rows() {
    try {
      for (; read.pages < 60; read.pages += 1) yield Array.from({ length: 1_000 }, (_, i) => row(read.pages * 1_000 + i + 1));
    } finally {
      read.isOver = true;
    }
  }
  const out = registerBook(head, rows());
  await once(out, "readable");
  const ahead = read.pages;
  expect(ahead).toBeLessThan(20);
  out.destroy();
  await vi.waitFor(() => expect(read.isOver).toBe(true), 5_000);
  expect(read.pages).toBeLessThan(ahead + 5);
});
