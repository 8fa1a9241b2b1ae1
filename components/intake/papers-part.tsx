"use client";
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import type { DraftContent } from "@/lib/dossiers/model";
import type { ProcedureTerms } from "@/lib/procedures/model";
import { Panel } from "../ui/panel";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import classes from "./intake.module.css";
import type { Part } from "./parts";

const forms = ["ORIGINAL", "CERTIFIED_COPY", "PHOTOCOPY", "ELECTRONIC"] as const;
type Paper = DraftContent["papers"][number];

/** Every paper that is asked for, ticked off as it is taken in. */
export function PapersPart({ form, change, faults, terms, onAll }: Part & { terms: ProcedureTerms | undefined; onAll(): void }) {
  const t = useTranslations("intake.papers");
  const parts = useTranslations("intake.parts");
  const byId = new Map(terms?.papers.map((p) => [p.id, p]));
  const put = (row: number, part: Partial<Paper>) =>
    change((now) => ({ ...now, papers: now.papers.map((paper, i) => (i === row ? { ...paper, ...part } : paper)) }));
  const drop = (row: number) => change((now) => ({ ...now, papers: now.papers.filter((_, i) => i !== row) }));
  return (
    <Panel
      title={parts("papers")}
      actions={
        terms && terms.papers.length > 0 ? (
          <Button variant="default" size="compact-sm" onClick={onAll} aria-keyshortcuts="F8">
            {t("all")}
          </Button>
        ) : null
      }
    >
      {faults.papers ? (
        <p role="alert" className={classes.fault}>
          {faults.papers}
        </p>
      ) : null}
      {!terms ? <p className={classes.faint}>{t("chooseFirst")}</p> : null}
      {terms && terms.papers.length === 0 ? <p className={classes.faint}>{t("none")}</p> : null}
      {form.papers.length > 0 ? (
        <TableFrame title={parts("papers")}>
          <table className={`${table.table} ${classes.rows}`}>
            <caption className={table.hidden}>{parts("papers")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("handedIn")}</th>
                <th scope="col">{t("name")}</th>
                <th scope="col">{t("form")}</th>
                <th scope="col">{t("count")}</th>
                <th scope="col">{t("reused")}</th>
              </tr>
            </thead>
            <tbody>
              {form.papers.map((paper, row) => {
                const known = paper.procedurePaperId === null ? undefined : byId.get(paper.procedurePaperId);
                const name = known?.name ?? paper.name;
                const fault = ["procedurePaperId", "name", "count", "form", "note"].flatMap(
                  (f) => faults[`papers.${row}.${f}`] ?? [],
                )[0];
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own until one is typed.
                  <tr key={row}>
                    <td>
                      <Checkbox
                        aria-label={t("handedInOne", { name })}
                        checked={paper.isHandedIn}
                        onChange={(event) => put(row, { isHandedIn: event.currentTarget.checked })}
                      />
                    </td>
                    <td className={classes.paperName}>
                      {known ? (
                        <>
                          {known.name} <span className={classes.faint}>({known.isRequired ? t("required") : t("optional")})</span>
                          {known.note ? <span className={classes.faint}> {known.note}</span> : null}
                        </>
                      ) : (
                        <span className={classes.other}>
                          <TextInput
                            aria-label={t("otherName")}
                            value={paper.name}
                            maxLength={200}
                            onChange={(event) => put(row, { name: event.currentTarget.value })}
                          />
                          <Button variant="subtle" size="compact-sm" aria-label={t("remove", { name })} onClick={() => drop(row)}>
                            <IconX size="1rem" aria-hidden />
                          </Button>
                        </span>
                      )}
                      {fault ? (
                        <span role="alert" className={classes.fault}>
                          {fault}
                        </span>
                      ) : null}
                    </td>
                    <td>
                      <NativeSelect
                        className={classes.kind ?? ""}
                        aria-label={t("formOne", { name })}
                        value={paper.form}
                        onChange={(event) => {
                          const chosen = forms.find((one) => one === event.currentTarget.value);
                          if (chosen) put(row, { form: chosen });
                        }}
                        data={forms.map((one) => ({ value: one, label: t(`forms.${one}`) }))}
                      />
                    </td>
                    <td>
                      <TextInput
                        className={classes.small ?? ""}
                        aria-label={t("countOne", { name })}
                        inputMode="numeric"
                        value={paper.count}
                        maxLength={3}
                        onChange={(event) => put(row, { count: event.currentTarget.value })}
                      />
                    </td>
                    <td>
                      <Checkbox
                        aria-label={t("reusedOne", { name })}
                        checked={paper.isReused}
                        onChange={(event) =>
                          put(row, {
                            isReused: event.currentTarget.checked,
                            ...(event.currentTarget.checked ? { isHandedIn: true } : {}),
                          })
                        }
                      />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </TableFrame>
      ) : null}
      <div className={classes.under}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size="1rem" aria-hidden />}
          onClick={() =>
            change((now) => ({
              ...now,
              papers: [
                ...now.papers,
                { procedurePaperId: null, name: "", isHandedIn: true, form: "ORIGINAL", count: "1", isReused: false },
              ],
            }))
          }
        >
          {t("add")}
        </Button>
        <TextInput
          className={classes.small ?? ""}
          label={t("setCount")}
          inputMode="numeric"
          data-field="setCount"
          value={form.setCount}
          maxLength={2}
          onChange={(event) => change({ setCount: event.currentTarget.value })}
          error={faults.setCount}
        />
      </div>
    </Panel>
  );
}
