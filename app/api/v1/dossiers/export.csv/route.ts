import { route } from "@/app/door";
import { exportFile } from "@/app/dossier-export";
import { ExportFilter } from "@/lib/dossiers/model";

export const GET = route(
  {
    id: "dossiers.export-csv",
    method: "GET",
    path: "/api/v1/dossiers/export.csv",
    auth: "dossiers.export",
    keys: true,
    input: { query: ExportFilter },
    output: "stream",
    isExport: true,
    audit: "access",
    summary: {
      vi: "Toàn bộ danh sách theo bộ lọc thành tệp .csv, đúng những dòng danh sách hiện; số cá nhân được che bớt",
      en: "The whole list of a filter as a .csv file, exactly the rows the list shows; the numbers of persons are masked",
    },
  },
  (call) => exportFile("csv", call),
);
