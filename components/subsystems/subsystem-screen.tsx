"use client";
import { Button } from "@mantine/core";
import Link from "next/link";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { DefinitionView } from "@/lib/indicators/model";
import { measureGrainWords, measureKindWords, measurePlaceWords } from "@/lib/subsystems/labels";
import type { SubsystemDetail, SyncView } from "@/lib/subsystems/model";
import { formatDay, formatNumber, say } from "@/lib/words";
import { Panel } from "../ui/panel";
import { EmptyState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { FiguresPart } from "./figures-part";
import { EndDialog, TargetDialog } from "./indicator-dialogs";
import { type IndicatorChoice, IndicatorForm } from "./indicator-form";
import { MeasureForm } from "./measure-form";
import { SubsystemForm } from "./subsystem-form";
import classes from "./subsystems.module.css";

type Props = {
  subsystem: SubsystemDetail;
  definitions: readonly DefinitionView[];
  syncs: readonly SyncView[];
  /** Indicators a formula may be made of. */
  choices: readonly IndicatorChoice[];
  units: readonly { id: number; name: string }[];
  today: string;
  maySetTargets: boolean;
};
type Open = "subsystem" | "measure" | { define: DefinitionView | null } | { end: DefinitionView } | { target: DefinitionView };

/** All IT staff set of one subsystem: what it is, what it counts, its indicators, and the figures that come in. */
export function SubsystemScreen({ subsystem, definitions, syncs, choices, units, today, maySetTargets }: Props) {
  const t = useTranslations("subsystems.admin");
  const words = useTranslations("subsystems");
  const locale = useLocale();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const nameOf = (one: { nameVi: string; nameEn: string }) => (locale === "vi" ? one.nameVi : one.nameEn);
  const standing = (one: DefinitionView) => one.validUntil === null || one.validUntil >= today;
  return (
    <>
      <div className={classes.acts}>
        <Button onClick={() => setOpen("subsystem")} variant="default">
          {t("edit")}
        </Button>
        {subsystem.isOn ? (
          <Button component={Link} href={`/subsystems/${subsystem.code}`} variant="default">
            {t("open")}
          </Button>
        ) : (
          <p>{words("off")}</p>
        )}
      </div>
      <Panel
        title={t("measures")}
        note={t("measuresNote")}
        actions={<Button onClick={() => setOpen("measure")}>{t("addMeasure")}</Button>}
      >
        {subsystem.list.length === 0 ? (
          <EmptyState title={t("noMeasures")} />
        ) : (
          <TableFrame title={t("measures")}>
            <table className={table.table}>
              <caption className={table.hidden}>{t("measures")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("name")}</th>
                  <th scope="col">{t("code")}</th>
                  <th scope="col">{t("unitOfMeasure")}</th>
                  <th scope="col">{t("kind")}</th>
                  <th scope="col">{t("place")}</th>
                  <th scope="col">{t("grain")}</th>
                  <th scope="col" className={table.number}>
                    {t("figures")}
                  </th>
                  <th scope="col">{t("span")}</th>
                </tr>
              </thead>
              <tbody>
                {subsystem.list.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">{nameOf(one)}</th>
                    <td>{one.code}</td>
                    <td>{one.unitOfMeasure}</td>
                    <td>{say(locale, measureKindWords[one.kind])}</td>
                    <td>{say(locale, measurePlaceWords[one.place])}</td>
                    <td>{say(locale, measureGrainWords[one.grain])}</td>
                    <td className={table.number}>{formatNumber(locale, one.figures)}</td>
                    <td>{one.firstOn && one.lastOn ? `${formatDay(one.firstOn)} – ${formatDay(one.lastOn)}` : "–"}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        )}
      </Panel>
      <Panel
        title={t("indicators")}
        note={t("indicatorsNote")}
        actions={<Button onClick={() => setOpen({ define: null })}>{t("addIndicator")}</Button>}
      >
        {definitions.length === 0 ? (
          <EmptyState title={t("noIndicators")} />
        ) : (
          <TableFrame title={t("indicators")}>
            <table className={table.table}>
              <caption className={table.hidden}>{t("indicators")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("name")}</th>
                  <th scope="col">{t("code")}</th>
                  <th scope="col">{t("unitOfMeasure")}</th>
                  <th scope="col">{t("validFrom")}</th>
                  <th scope="col">
                    <span className={table.hidden}>{t("redefine")}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {definitions.map((one) => (
                  <tr key={one.id} className={standing(one) ? undefined : table.quiet}>
                    <th scope="row">{nameOf(one)}</th>
                    <td>{one.code}</td>
                    <td>{one.unitOfMeasure}</td>
                    <td>
                      {formatDay(one.validFrom)}
                      {one.validUntil ? ` – ${formatDay(one.validUntil)}` : null}
                    </td>
                    <td>
                      {one.validUntil === null ? (
                        <span className={classes.acts}>
                          <Button size="compact-sm" variant="default" onClick={() => setOpen({ define: one })}>
                            {t("redefine")}
                          </Button>
                          {maySetTargets && one.direction !== "none" ? (
                            <Button size="compact-sm" variant="default" onClick={() => setOpen({ target: one })}>
                              {t("setTarget")}
                            </Button>
                          ) : null}
                          <Button size="compact-sm" variant="default" onClick={() => setOpen({ end: one })}>
                            {t("end")}
                          </Button>
                        </span>
                      ) : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        )}
      </Panel>
      <FiguresPart subsystem={subsystem} syncs={syncs} />
      {open === "subsystem" ? <SubsystemForm kept={subsystem} units={units} onClose={close} /> : null}
      {open === "measure" ? <MeasureForm subsystemId={subsystem.id} onClose={close} /> : null}
      {typeof open === "object" && open && "define" in open ? (
        <IndicatorForm
          subsystemId={subsystem.id}
          kept={open.define}
          measures={subsystem.list}
          choices={choices}
          today={today}
          onClose={close}
        />
      ) : null}
      {typeof open === "object" && open && "end" in open ? (
        <EndDialog definition={open.end} name={nameOf(open.end)} today={today} onClose={close} />
      ) : null}
      {typeof open === "object" && open && "target" in open ? (
        <TargetDialog definition={open.target} name={nameOf(open.target)} today={today} units={units} onClose={close} />
      ) : null}
    </>
  );
}
