"use client";
import { Button } from "@mantine/core";
import { type CSSProperties, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { DayField } from "@/components/ui/day-field";
import { EmptyState } from "@/components/ui/states";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import type { Day } from "@/lib/calendar/model";
import { unitKindLabels } from "@/lib/units/labels";
import type { SuccessionLine, Unit } from "@/lib/units/model";
import { successorsOf } from "@/lib/units/rules";
import { formatDay, say } from "@/lib/words";
import classes from "./admin.module.css";
import { type UnitAct, UnitForm } from "./unit-forms";

/** The units as they stand on a day, as a tree of lines, and what may be done with them. */
export function Units({
  units,
  on,
  today,
  heads,
  successions,
}: {
  units: readonly Unit[];
  on: Day;
  today: Day;
  heads: readonly { unitId: number; userId: number; name: string; title: string }[];
  successions: readonly SuccessionLine[];
}) {
  const t = useTranslations("admin");
  const locale = useLocale();
  const [act, setAct] = useState<UnitAct | null>(null);
  const depths = depthsOf(units);
  return (
    <>
      <form className={classes.bar} method="get">
        <DayField name="on" label={t("on")} defaultValue={on} />
        <Button type="submit" variant="default">
          {t("show")}
        </Button>
        <Button onClick={() => setAct({ kind: "add", parentId: units[0]?.id ?? null })}>{t("units.add")}</Button>
      </form>
      {units.length === 0 ? (
        <EmptyState title={t("units.empty")} />
      ) : (
        <TableFrame title={t("units.title")}>
          <table className={table.table}>
            <caption className={table.hidden}>{t("units.caption", { day: formatDay(on) })}</caption>
            <thead>
              <tr>
                <th scope="col">{t("units.name")}</th>
                <th scope="col">{t("units.code")}</th>
                <th scope="col">{t("units.kind")}</th>
                <th scope="col">{t("units.headOf")}</th>
                <th scope="col">{t("units.valid")}</th>
                <th scope="col">{t("actions")}</th>
              </tr>
            </thead>
            <tbody>
              {units.map((unit) => (
                <tr key={unit.id}>
                  <th scope="row" className={classes.wide}>
                    <span className={classes.depth} style={{ "--depth": depths.get(unit.id) ?? 0 } as CSSProperties}>
                      {unit.name}
                      {unit.phone || unit.address ? (
                        <span className={classes.under}>{[unit.phone, unit.address].filter(Boolean).join(" · ")}</span>
                      ) : null}
                      <CameFrom lines={successions.filter((s) => s.successorId === unit.id && s.on <= on)} />
                    </span>
                  </th>
                  <td>{unit.code}</td>
                  <td className={classes.day}>{say(locale, unitKindLabels[unit.kind])}</td>
                  <td className={classes.words}>
                    {heads.some((h) => h.unitId === unit.id) ? (
                      heads
                        .filter((h) => h.unitId === unit.id)
                        .map((head) => (
                          <div key={head.userId}>
                            {head.name}
                            <span className={classes.under}>{head.title}</span>
                          </div>
                        ))
                    ) : unit.headTitle ? (
                      <span className={table.quiet}>
                        {unit.headTitle}: {t("units.noHead")}
                      </span>
                    ) : null}
                  </td>
                  <td className={classes.day}>
                    {unit.validUntil
                      ? t("units.validSpan", { from: formatDay(unit.validFrom), until: formatDay(unit.validUntil) })
                      : t("units.validSince", { from: formatDay(unit.validFrom) })}
                  </td>
                  <td>
                    <div className={classes.unitActs}>
                      {actsOn(unit, units).map((kind) => (
                        <Button
                          key={kind}
                          size="compact-sm"
                          variant="subtle"
                          aria-label={`${t(`units.${kind}`)}: ${unit.name}`}
                          onClick={() => setAct({ kind, unit })}
                        >
                          {t(`units.${kind}`)}
                        </Button>
                      ))}
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      {act ? <UnitForm act={act} units={units} today={today} onClose={() => setAct(null)} /> : null}
    </>
  );
}

/** What stands above everything else is renamed and may be split; the city cannot be merged into its own parts or closed. */
function actsOn(unit: Unit, units: readonly Unit[]): readonly ("rename" | "contact" | "merge" | "split" | "close")[] {
  return successorsOf(unit, units).length === 0
    ? ["rename", "contact", "split"]
    : ["rename", "contact", "merge", "split", "close"];
}

/** What a unit took over, in a line under its name. */
function CameFrom({ lines }: { lines: readonly SuccessionLine[] }) {
  const t = useTranslations("admin.units");
  const [first] = lines;
  if (!first) return null;
  return (
    <span className={classes.under}>
      {t("cameFrom", { names: lines.map((l) => l.predecessorName).join(", "), day: formatDay(first.on) })}
    </span>
  );
}

function depthsOf(units: readonly Unit[]): Map<number, number> {
  const depths = new Map<number, number>();
  for (const unit of units) depths.set(unit.id, unit.parentId === null ? 0 : (depths.get(unit.parentId) ?? -1) + 1);
  return depths;
}
