import * as z from "zod";
import { route } from "@/app/door";
import { maxSheetBody, SheetFile, sheetsOf } from "@/app/sheet-file";
import { importAgencies } from "@/lib/packets/commands";
import { AgenciesRead, mostAgencies } from "@/lib/packets/model";

export const POST = route(
  {
    id: "agencies.import",
    method: "POST",
    path: "/api/v1/agencies/import",
    auth: "exchange.manage",
    input: { body: z.strictObject({ file: SheetFile }) },
    output: AgenciesRead,
    audit: "command",
    bodyLimit: maxSheetBody,
    summary: {
      vi: "Nhập danh bạ cơ quan từ bảng tính (.xlsx, .csv): cột Tên cơ quan, Mã định danh, Thư điện tử, Từ ngày",
      en: "Records the agencies of a spreadsheet: name, identifier, e-mail, first day",
    },
  },
  async ({ actor, now, body, tx }) =>
    importAgencies({ actor, now }, { rows: (await sheetsOf(body.file, mostAgencies)).flat() }, tx),
);
