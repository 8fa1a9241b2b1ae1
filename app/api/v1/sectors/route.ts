import { route } from "@/app/door";
import { SectorList } from "@/lib/procedures/model";
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
