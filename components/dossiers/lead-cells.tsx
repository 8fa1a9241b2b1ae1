import Link from "next/link";
import { useTranslations } from "use-intl";
import type { DossierRow } from "@/lib/dossiers/model";
import { tableRoles } from "../ui/table-roles";
import list from "./list.module.css";
import { MarkCell, type Marks } from "./marks";

type Named = Pick<DossierRow, "id" | "code" | "applicantName" | "procedureName" | "unitName">;
/** What every line of work begins with: the box that marks it, the code that leads to it, whose it is and of what. */
export function LeadCells<R extends Named>({ row, marks, label }: { row: R; marks: Marks<R>; label: string }) {
  const t = useTranslations("dossiers");
  return (
    <>
      <MarkCell marks={marks} id={row.id} label={label} />
      <th scope="row" {...tableRoles.rowheader} data-cell="code">
        <Link href={`/dossiers/${row.id}`} prefetch={false} className={list.code} data-id={row.id}>
          {row.code ?? t("noCode")}
        </Link>
      </th>
      <td {...tableRoles.cell} data-cell="applicant">
        {row.applicantName}
      </td>
      <td {...tableRoles.cell} data-cell="procedure">
        <span className={list.procedure} title={row.procedureName}>
          {row.procedureName}
        </span>
        <span className={list.minor}>{row.unitName}</span>
      </td>
    </>
  );
}
