import { type HeadedRow, headedTable, type SheetRow } from "@/lib/files/rules";

/** The columns of the spreadsheet, in the order the template has them. */
export const sheetFields = [
  "code",
  "name",
  "sector",
  "level",
  "serviceLevel",
  "limits",
  "papers",
  "fees",
  "steps",
  "policy",
  "settlers",
  "resultName",
  "legalBasis",
  "source",
  "validFrom",
  "validUntil",
] as const;
export type SheetField = (typeof sheetFields)[number];
/** Without these two a table is no catalogue. */
const needed: readonly SheetField[] = ["code", "name"];

/** Headings as offices and the national portal write them, without diacritics and marks. */
const words: Record<SheetField, readonly string[]> = {
  code: ["ma tthc", "ma thu tuc", "ma thu tuc hanh chinh", "ma so tthc", "ma so", "ma tthc quoc gia", "code"],
  name: ["ten tthc", "ten thu tuc", "ten thu tuc hanh chinh", "thu tuc hanh chinh", "thu tuc", "name"],
  sector: ["linh vuc", "ten linh vuc", "linh vuc tthc", "sector"],
  level: ["cap thuc hien", "cap giai quyet", "cap", "tier"],
  serviceLevel: [
    "muc do dich vu cong",
    "muc do dvc",
    "muc do",
    "muc do cung cap dich vu cong",
    "muc do dich vu cong truc tuyen",
    "dich vu cong truc tuyen",
    "service level",
  ],
  limits: ["thoi han giai quyet", "thoi han", "thoi gian giai quyet", "time limits", "limits"],
  papers: ["thanh phan ho so", "giay to", "ho so", "thanh phan so luong ho so", "papers"],
  fees: ["phi le phi", "phi", "le phi", "phi va le phi", "fees"],
  steps: ["quy trinh noi bo", "quy trinh", "cac buoc", "trinh tu noi bo", "internal process", "steps"],
  policy: ["cach tinh han", "gio chot", "gio chot bo sung", "gio chot va bo sung", "cut off and supplements"],
  settlers: ["don vi giai quyet", "co quan giai quyet", "co quan thuc hien", "don vi thuc hien", "settling units"],
  resultName: ["ket qua", "ket qua giai quyet", "ket qua thuc hien", "result"],
  legalBasis: ["can cu phap ly", "can cu", "legal basis"],
  source: ["quyet dinh cong bo", "so quyet dinh", "van ban cong bo", "decision of publication"],
  validFrom: ["ngay bat dau hieu luc", "ngay co hieu luc", "hieu luc tu", "tu ngay", "first day"],
  validUntil: ["ngay het hieu luc", "het hieu luc", "hieu luc den", "den ngay", "last day"],
};
export type RowText = HeadedRow<SheetField>;

/** The lines of a table below its heading row; null where no row among the first forty names code and name. */
export function readTable(rows: readonly SheetRow[]): RowText[] | null {
  const table = headedTable(rows, { words, needed });
  // A row that names neither (a sector's own line, a sum) is no procedure; a row of column numbers is none either.
  const isNone = ({ cells: { code = "", name = "" } }: RowText) => (code === "" && name === "") || /^\(?\d{1,2}\)?$/.test(name);
  return table?.rows.filter((row) => !isNone(row)) ?? null;
}
