import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { changeSector, deleteSector } from "@/lib/procedures/commands";
import { SectorChange, Written } from "@/lib/procedures/model";

const params = z.strictObject({ id: RecordId });

export const PATCH = route(
  {
    id: "sectors.change",
    method: "PATCH",
    path: "/api/v1/sectors/{id}",
    auth: "procedures.manage",
    input: { params, body: SectorChange },
    output: Written,
    audit: "command",
    summary: { vi: "Sửa tên, mã hoặc thứ tự của một lĩnh vực", en: "Change a sector's name, code or place" },
  },
  ({ actor, now, params, body, tx }) => changeSector({ actor, now }, { ...body, sectorId: params.id }, tx),
);

export const DELETE = route(
  {
    id: "sectors.delete",
    method: "DELETE",
    path: "/api/v1/sectors/{id}",
    auth: "procedures.manage",
    input: { params, body: SectorChange.pick({ version: true }) },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: { vi: "Xóa một lĩnh vực không có thủ tục nào", en: "Delete a sector no procedure belongs to" },
  },
  ({ actor, now, params, body, tx }) => deleteSector({ actor, now }, { ...body, sectorId: params.id }, tx),
);
