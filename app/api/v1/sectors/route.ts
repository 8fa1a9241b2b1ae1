import { route } from "@/app/door";
import { createSector } from "@/lib/procedures/commands";
import { SectorFacts, SectorList, Written } from "@/lib/procedures/model";
import { listSectors } from "@/lib/procedures/queries";

export const GET = route(
  {
    id: "sectors.list",
    method: "GET",
    path: "/api/v1/sectors",
    auth: "signed-in",
    keys: true,
    input: {},
    output: SectorList,
    audit: "none",
    summary: { vi: "Các lĩnh vực thủ tục hành chính", en: "The sectors procedures belong to" },
  },
  async ({ actor }) => ({ sectors: await listSectors(actor) }),
);

export const POST = route(
  {
    id: "sectors.create",
    method: "POST",
    path: "/api/v1/sectors",
    auth: "procedures.manage",
    input: { body: SectorFacts },
    output: Written,
    audit: "command",
    summary: { vi: "Thêm một lĩnh vực", en: "Add a sector" },
  },
  ({ actor, now, body, tx }) => createSector({ actor, now }, body, tx),
);
