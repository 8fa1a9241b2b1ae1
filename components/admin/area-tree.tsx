"use client";
import { ActionIcon } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type CSSProperties, type ReactNode, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { Fault } from "@/components/ui/fault";
import { readJson } from "@/components/ui/request";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import { areaKindLabels } from "@/lib/areas/labels";
import type { Area } from "@/lib/areas/model";
import type { Day } from "@/lib/calendar/model";
import { formatDay, formatNumber, say } from "@/lib/words";
import classes from "./admin.module.css";

const columns = 6;
/** What lies below a ward is fetched when somebody opens it: a province has thousands of hamlets. */
const belowQuery = (parent: number, on: Day) => ({
  queryKey: ["areas", on, parent],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson(`/api/v1/areas?on=${on}&parent=${parent}`, async () => (await import("@/lib/areas/model")).AreaList, signal),
});

/** The tree of areas on a day, down to the hamlet; `areas` are those above the hamlets. */
export function AreaTree({ areas, on }: { areas: readonly Area[]; on: Day }) {
  const t = useTranslations("admin.areas");
  const known = new Set(areas.map((area) => area.id));
  const tops = areas.filter((area) => area.parentId === null || !known.has(area.parentId));
  return (
    <TableFrame title={t("title")}>
      <table className={table.table}>
        <caption className={table.hidden}>{t("caption", { day: formatDay(on) })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("code")}</th>
            <th scope="col">{t("kind")}</th>
            <th scope="col" className={table.number}>
              {t("children")}
            </th>
            <th scope="col">{t("valid")}</th>
            <th scope="col">{t("boundary")}</th>
          </tr>
        </thead>
        <tbody>
          {tops.map((area) => (
            <Branch key={area.id} area={area} areas={areas} on={on} depth={0} isOpenAtFirst />
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Branch({
  area,
  areas,
  on,
  depth,
  isOpenAtFirst = false,
}: {
  area: Area;
  areas: readonly Area[];
  on: Day;
  depth: number;
  isOpenAtFirst?: boolean;
}) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const given = areas.filter((other) => other.parentId === area.id);
  const isGiven = given.length === area.childCount;
  const below = useQuery({ ...belowQuery(area.id, on), enabled: isOpen && !isGiven });
  const children = isGiven ? given : (below.data?.areas ?? []);
  return (
    <>
      <Line area={area} depth={depth} isOpen={isOpen} onToggle={area.childCount > 0 ? () => setOpen(!isOpen) : null} />
      {isOpen && !isGiven && !below.data ? <Waiting error={below.error} depth={depth + 1} /> : null}
      {isOpen ? children.map((child) => <Branch key={child.id} area={child} areas={areas} on={on} depth={depth + 1} />) : null}
    </>
  );
}

function Line({ area, depth, isOpen, onToggle }: { area: Area; depth: number; isOpen: boolean; onToggle: (() => void) | null }) {
  const t = useTranslations("admin.areas");
  const locale = useLocale();
  const [first] = area.cameFrom;
  return (
    <tr>
      <th scope="row">
        <Indented depth={depth}>
          {onToggle ? (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-expanded={isOpen}
              aria-label={t(isOpen ? "fold" : "unfold", { name: area.name })}
              onClick={onToggle}
            >
              {isOpen ? <IconChevronDown size="1rem" aria-hidden /> : <IconChevronRight size="1rem" aria-hidden />}
            </ActionIcon>
          ) : (
            <span className={classes.leaf} />
          )}
          <span>
            {area.name}
            {first ? (
              <span className={classes.under} title={first.source}>
                {t("cameFrom", { names: area.cameFrom.map((from) => from.name).join(", "), day: formatDay(first.on) })}
              </span>
            ) : null}
          </span>
        </Indented>
      </th>
      <td>{area.code}</td>
      <td>{say(locale, areaKindLabels[area.kind])}</td>
      <td className={table.number}>{area.childCount > 0 ? formatNumber(locale, area.childCount) : null}</td>
      <td className={classes.day}>
        {area.validUntil
          ? t("validSpan", { from: formatDay(area.validFrom), until: formatDay(area.validUntil) })
          : t("validSince", { from: formatDay(area.validFrom) })}
      </td>
      <td className={classes.day}>
        {area.kind === "HAMLET" || area.kind === "RESIDENTIAL_GROUP" ? null : t(area.hasBoundary ? "has" : "hasNot")}
      </td>
    </tr>
  );
}

function Waiting({ error, depth }: { error: unknown; depth: number }) {
  const t = useTranslations("ui");
  return (
    <tr>
      <td colSpan={columns}>
        <Indented depth={depth}>{error ? <Fault error={error} /> : <span role="status">{t("loading")}</span>}</Indented>
      </td>
    </tr>
  );
}

function Indented({ depth, children }: { depth: number; children: ReactNode }) {
  return (
    <span className={classes.branch} style={{ "--depth": depth } as CSSProperties}>
      {children}
    </span>
  );
}
