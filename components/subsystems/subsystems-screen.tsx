"use client";
import { Button } from "@mantine/core";
import Link from "next/link";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { SubsystemView } from "@/lib/subsystems/model";
import { formatInstant } from "@/lib/words";
import admin from "../admin/admin.module.css";
import { EmptyState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { VerdictShape } from "../ui/verdict";
import { SubsystemForm } from "./subsystem-form";

type Unit = { id: number; name: string };
/** Every subsystem, in use or not, and whether its figures come as they should. */
export function SubsystemsScreen({
  subsystems,
  units,
  now,
}: {
  subsystems: readonly SubsystemView[];
  units: readonly Unit[];
  now: string;
}) {
  const t = useTranslations("subsystems");
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const told = ({ isOn, lastAt, staleFrom }: SubsystemView) => {
    if (!isOn) return { verdict: "no-data" as const, text: t("off") };
    if (lastAt === null) return { verdict: "no-data" as const, text: t("never") };
    return staleFrom !== null && now >= staleFrom
      ? { verdict: "watch" as const, text: t("stale", { at: formatInstant(new Date(staleFrom)) }) }
      : { verdict: "good" as const, text: t("lastAt", { at: formatInstant(new Date(lastAt)) }) };
  };
  return (
    <>
      <div className={admin.bar}>
        <Button onClick={() => setOpen(true)}>{t("admin.add")}</Button>
      </div>
      {subsystems.length === 0 ? (
        <EmptyState title={t("empty")} />
      ) : (
        <TableFrame title={t("title")}>
          <table className={table.table}>
            <caption className={table.hidden}>{t("title")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("admin.name")}</th>
                <th scope="col">{t("admin.code")}</th>
                <th scope="col">{t("admin.sourceOf")}</th>
                <th scope="col">{t("admin.measures")}</th>
                <th scope="col">{t("admin.figures")}</th>
              </tr>
            </thead>
            <tbody>
              {subsystems.map((one) => {
                const { verdict, text } = told(one);
                return (
                  <tr key={one.id} className={one.isOn ? undefined : table.quiet}>
                    <th scope="row">
                      <Link href={`/admin/subsystems/${one.code}`} prefetch={false}>
                        {locale === "vi" ? one.nameVi : one.nameEn}
                      </Link>
                    </th>
                    <td>{one.code}</td>
                    <td>{one.source}</td>
                    <td>{t("measures", { count: one.measures })}</td>
                    <td>
                      <VerdictShape verdict={verdict} /> {text}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </TableFrame>
      )}
      {isOpen ? <SubsystemForm kept={null} units={units} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
