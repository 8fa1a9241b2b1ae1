"use client";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import Link from "next/link";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { useReady } from "@/components/ui/ready";
import { EmptyState } from "@/components/ui/states";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import type { Day } from "@/lib/calendar/model";
import { limitText, serviceLevelWords } from "@/lib/dossiers/labels";
import { tierText, tierWords } from "@/lib/procedures/labels";
import { type Procedure, type ProcedureFilter, type Sector, tiers } from "@/lib/procedures/model";
import { serviceLevelOn, statusOn, timeLimitFor } from "@/lib/procedures/rules";
import { say } from "@/lib/words";
import { AddProcedure } from "./facts-form";
import classes from "./procedures.module.css";

const statuses = ["in-force", "unpublished", "ended"] as const;
const levels = ["FULL", "PARTIAL", "INFORMATION"] as const;

/** The catalogue as those who keep it see it; searching and paging live in the address. */
export function ProceduresList({
  procedures,
  place,
  ask,
  sectors,
  today,
}: {
  procedures: readonly Procedure[];
  place: { page: number; pages: number; total: number };
  ask: ProcedureFilter;
  sectors: readonly Sector[];
  today: Day;
}) {
  const t = useTranslations("procedures");
  const locale = useLocale();
  const [isAdding, setAdding] = useState(false);
  const isReady = useReady();
  const asked = Object.entries({
    text: ask.text,
    sectorId: ask.sectorId,
    level: ask.level,
    serviceLevel: ask.serviceLevel,
    status: ask.status,
  });
  const pageHref = (page: number) =>
    `?${new URLSearchParams([...asked.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])), ["page", String(page)]])}`;
  return (
    <>
      <form className={classes.bar} method="get">
        <TextInput
          name="text"
          type="search"
          label={t("search")}
          defaultValue={ask.text}
          maxLength={100}
          className={classes.search}
        />
        <Choice name="sectorId" label={t("sector")} value={ask.sectorId} options={sectors.map((s) => [String(s.id), s.name])} />
        <Choice
          name="level"
          label={t("level")}
          value={ask.level}
          options={tiers.map((one) => [one, say(locale, tierWords[one])])}
        />
        <Choice
          name="serviceLevel"
          label={t("serviceLevel")}
          value={ask.serviceLevel}
          options={levels.map((one) => [one, say(locale, serviceLevelWords[one])])}
        />
        <Choice
          name="status"
          label={t("status")}
          value={ask.status}
          options={statuses.map((one) => [one, t(`statuses.${one}`)])}
        />
        <Button type="submit" variant="default">
          {t("show")}
        </Button>
        <Button disabled={!isReady || sectors.length === 0} onClick={() => setAdding(true)}>
          {t("add")}
        </Button>
      </form>
      {procedures.length === 0 ? (
        <EmptyState title={t("empty")} />
      ) : (
        <TableFrame title={t("caption")}>
          <table className={table.table}>
            <caption className={table.hidden}>{t("caption")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("code")}</th>
                <th scope="col">{t("name")}</th>
                <th scope="col">{t("level")}</th>
                <th scope="col">{t("limit")}</th>
                <th scope="col">{t("serviceLevel")}</th>
                <th scope="col">{t("status")}</th>
              </tr>
            </thead>
            <tbody>
              {procedures.map((p) => {
                const limit = timeLimitFor(p, "COUNTER", today);
                const status = statusOn(p, today);
                return (
                  <tr key={p.id}>
                    <td className={classes.code}>{p.code}</td>
                    <th scope="row" className={classes.name}>
                      <Link href={`/admin/procedures/${p.id}`} prefetch={false}>
                        {p.name}
                      </Link>
                      <span className={classes.under}>
                        {p.sectorName}
                        {p.isIllustrative ? ` · ${t("illustrative")}` : null}
                      </span>
                    </th>
                    <td>{tierText(locale, p.level)}</td>
                    <td>{limit ? (limit.unit === "TEXT" ? limit.text : limitText(locale, limit)) : t("noLimit")}</td>
                    <td>{say(locale, serviceLevelWords[serviceLevelOn(p, today)])}</td>
                    <td>
                      <span className={classes.badge} data-status={status}>
                        {t(`statuses.${status}`)}
                      </span>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </TableFrame>
      )}
      <nav className={classes.pages} aria-label={t("pages", place)}>
        <span>{t("pages", place)}</span>
        {place.page > 1 ? <Link href={pageHref(place.page - 1)}>{t("previous")}</Link> : null}
        {place.page < place.pages ? <Link href={pageHref(place.page + 1)}>{t("next")}</Link> : null}
      </nav>
      {isAdding ? <AddProcedure sectors={sectors} today={today} onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function Choice({
  name,
  label,
  value,
  options,
}: {
  name: string;
  label: string;
  value: string | number | undefined;
  options: readonly (readonly [string, string])[];
}) {
  const t = useTranslations("procedures");
  return (
    <NativeSelect
      name={name}
      label={label}
      defaultValue={value === undefined ? "" : String(value)}
      data={[{ value: "", label: t("all") }, ...options.map(([key, words]) => ({ value: key, label: words }))]}
    />
  );
}
