"use client";
import { Button } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { indexWords, measureWords } from "@/lib/quality/labels";
import { type Component, type Definition as DefinitionOf, type IndexKind, indexKinds } from "@/lib/quality/model";
import { formatDay, formatNumber, formatShare, say } from "@/lib/words";
import admin from "../admin/admin.module.css";
import { useAddress } from "../shell/address";
import { lazily } from "../ui/lazily";
import { Pick } from "../ui/pick";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import classes from "./quality.module.css";

const DefinitionForm = lazily(() => import("./definition-form").then((m) => m.DefinitionForm));

/** How an index is counted: the version that holds, the ones before, and a way to add one. */
export function Definition({ kind, versions, today }: { kind: IndexKind; versions: readonly DefinitionOf[]; today: string }) {
  const t = useTranslations("qualityAdmin.definition");
  const locale = useLocale();
  const { go } = useAddress();
  const [isOpen, setOpen] = useState(false);
  const shown = versions.find((v) => v.validFrom <= today) ?? versions[0];
  const counted = ({ formula }: Component): string => {
    if (formula.is === "tiers")
      return formula.tiers
        .map(({ measure, at }) => t("tier", { top: say(locale, measureWords[measure].top), at: formatShare(locale, at) }))
        .join("; ");
    const { top, bottom } = measureWords[formula.measure];
    return t(formula.is, { top: say(locale, top), bottom: say(locale, bottom) });
  };
  const name = say(locale, indexWords[kind].short);
  return (
    <>
      <div className={admin.bar}>
        <Pick
          label={t("kind")}
          value={kind}
          options={indexKinds.map((one) => ({ value: one, label: say(locale, indexWords[one].short) }))}
          onPick={(kind) => go({ kind })}
        />
        <Button variant="default" onClick={() => setOpen(true)} disabled={!shown}>
          {t("add")}
        </Button>
      </div>
      {shown ? (
        <>
          <p className={classes.quiet}>
            {t("since", { day: formatDay(shown.validFrom) })} · {shown.source}
            {shown.isUnverified ? ` · ${t("unverified")}` : null}
          </p>
          <TableFrame title={`${t("title")}: ${name}`}>
            <table className={`${table.table} ${classes.parts}`}>
              <caption className={table.hidden}>{`${t("title")}: ${name}`}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("part")}</th>
                  <th scope="col" className={table.number}>
                    {t("max")}
                  </th>
                  <th scope="col">{t("counts")}</th>
                  <th scope="col" className={table.number}>
                    {t("fullAt")}
                  </th>
                  <th scope="col">{t("empty")}</th>
                </tr>
              </thead>
              {shown.content.groups.map((group) => (
                <tbody key={group.code}>
                  <tr className={classes.head}>
                    <th scope="rowgroup">
                      {group.code === kind ? null : `${group.code}. `}
                      {say(locale, group.name)}
                    </th>
                    <td className={table.number}>
                      {formatNumber(
                        locale,
                        group.components.reduce((sum, c) => sum + c.max, 0),
                      )}
                    </td>
                    <td colSpan={3} />
                  </tr>
                  {group.components.map((c) => (
                    <tr key={c.code}>
                      <th scope="row">
                        {c.code} {say(locale, c.name)}
                      </th>
                      <td className={table.number}>{formatNumber(locale, c.max, Number.isInteger(c.max) ? 0 : 2)}</td>
                      <td className={classes.why}>{counted(c)}</td>
                      <td className={table.number}>{c.formula.is === "share" ? formatShare(locale, c.formula.fullAt) : "–"}</td>
                      <td>{t(`emptyRules.${c.empty}`)}</td>
                    </tr>
                  ))}
                </tbody>
              ))}
            </table>
          </TableFrame>
        </>
      ) : null}
      {versions.length > 1 ? (
        <>
          <h3 className={admin.subhead}>{t("versions")}</h3>
          <ul className={admin.list}>
            {versions.map((v) => (
              <li key={v.id}>
                {formatDay(v.validFrom)}: {v.source}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {isOpen && shown ? <DefinitionForm from={shown} today={today} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
