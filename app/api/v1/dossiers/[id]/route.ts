import * as z from "zod";
import { route } from "@/app/door";
import { RecordId } from "@/lib/db/model";
import { DossierDetail } from "@/lib/dossiers/model";
import { detailClock, findDossier } from "@/lib/dossiers/queries";

export const GET = route(
  {
    id: "dossiers.find",
    method: "GET",
    path: "/api/v1/dossiers/{id}",
    auth: "dossiers.view",
    keys: true,
    input: { params: z.strictObject({ id: RecordId }) },
    output: DossierDetail,
    audit: "access",
    summary: {
      vi: "Một hồ sơ với thành phần, thời hạn và diễn biến; số cá nhân được che bớt",
      en: "One dossier with its papers, its clock and its history; the numbers of persons are masked",
    },
  },
  async ({ actor, now, params, accessed }) => {
    const dossier = await findDossier(actor, params.id, await detailClock(now));
    accessed({ type: "dossier", id: dossier.id });
    return dossier;
  },
);
