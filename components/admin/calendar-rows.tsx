import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Fault } from "@/components/ui/fault";
import { MoreRows } from "@/components/ui/more-rows";
import { readFile, sendJson } from "@/components/ui/request";
import { saveBlob } from "@/components/ui/save-file";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import type { CalendarChange } from "@/lib/calendar/model";
import type { CalendarPreview, RedatedPage, RedatedRow } from "@/lib/dossiers/model";
import { formatDay, formatInstant } from "@/lib/words";
import classes from "./admin.module.css";

const path = "/api/v1/calendar/changes/preview";
const pageReader = async () => (await import("@/lib/dossiers/model")).RedatedPage;

/** Every dossier a change would move: page after page, and all of them as a file. */
export function PreviewedRows({
  change,
  preview,
  canOpenDossiers,
}: {
  change: CalendarChange;
  preview: CalendarPreview;
  canOpenDossiers: boolean;
}) {
  const t = useTranslations("admin.calendar");
  const { version, moved, rows, nextCursor } = preview;
  const asked = { change, version };
  const answer = useInfiniteQuery({
    queryKey: ["calendar-preview", asked] as const,
    queryFn: ({ pageParam }): Promise<RedatedPage> =>
      sendJson("POST", `${path}/rows`, { ...asked, cursor: pageParam }, pageReader),
    initialData: { pages: [{ rows, nextCursor }], pageParams: [""] },
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    // What was previewed is what is decided upon: it is not read again behind somebody's back.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const file = useMutation({
    mutationFn: async (format: "xlsx" | "csv") =>
      saveBlob(await readFile(`${path}.${format}`, asked), `${t("fileName")}.${format}`),
  });
  const shown = answer.data.pages.flatMap((page) => page.rows);
  return (
    <>
      <h4 className={classes.subhead}>{t("rows")}</h4>
      <div className={classes.bar}>
        <p>{t("shown", { shown: shown.length, count: moved })}</p>
        {(["xlsx", "csv"] as const).map((format) => (
          <Button
            key={format}
            variant="default"
            size="compact-sm"
            loading={file.isPending && file.variables === format}
            onClick={() => file.mutate(format)}
          >
            {t(format === "xlsx" ? "fileXlsx" : "fileCsv")}
          </Button>
        ))}
      </div>
      <Fault error={file.error} />
      <div className={classes.tall}>
        <TableFrame title={t("rows")}>
          <table className={table.table}>
            <caption className={table.hidden}>{t("rows")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("dossier")}</th>
                <th scope="col">{t("unit")}</th>
                <th scope="col">{t("dueBefore")}</th>
                <th scope="col">{t("dueAfter")}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <Row key={row.id} row={row} canOpen={canOpenDossiers} />
              ))}
            </tbody>
          </table>
        </TableFrame>
        <MoreRows of={answer} />
      </div>
      <Fault error={answer.error} />
    </>
  );
}

function Row({ row, canOpen }: { row: RedatedRow; canOpen: boolean }) {
  const t = useTranslations("admin.calendar");
  const due = (on: string, at: string, other: string) => (on === other ? formatInstant(new Date(at)) : formatDay(on));
  const code = row.code ?? row.id;
  return (
    <tr>
      <th scope="row" className={classes.day}>
        {canOpen ? (
          <Link href={`/dossiers/${row.id}`} prefetch={false} target="_blank">
            {code}
          </Link>
        ) : (
          code
        )}
      </th>
      <td>{row.unitName}</td>
      <td className={classes.day}>
        {due(row.dueOn, row.dueAt, row.newDueOn)}
        {row.isPaused ? <span className={table.quiet}> ({t("paused")})</span> : null}
      </td>
      <td className={classes.day}>
        <strong>{due(row.newDueOn, row.newDueAt, row.dueOn)}</strong>
      </td>
    </tr>
  );
}
