import * as z from "zod";
import { route } from "@/app/door";
import { FullMessage } from "@/lib/exchange/model";
import { lookUp } from "@/lib/exchange/queries";

export const GET = route(
  {
    id: "exchange.look-up",
    method: "GET",
    path: "/api/v1/exchange/dossiers/{dossierCode}",
    auth: "dossiers.view",
    keys: true,
    input: { params: z.strictObject({ dossierCode: z.string().min(1).max(60) }) },
    output: FullMessage,
    audit: "access",
    summary: {
      vi: "Tra cứu một hồ sơ theo mã, trả về theo cấu trúc DongBoHoSoMC (TraCuuHoSo); số cá nhân được che bớt",
      en: "Looks a dossier up by its code, in the shape of DongBoHoSoMC (TraCuuHoSo); the numbers of persons are masked",
    },
  },
  async ({ actor, params, accessed }) => {
    const { id, message } = await lookUp(actor, params.dossierCode);
    accessed({ type: "dossier", id });
    return message;
  },
);
