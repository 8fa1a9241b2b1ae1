"use client";
import { Button, NativeSelect, NumberInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { directionWords } from "@/lib/documents/labels";
import type { SecretCounts } from "@/lib/documents/model";
import { formatMonth, say } from "@/lib/words";
import { sendByKey } from "../dossiers/act-keys";
import dossier from "../dossiers/dossier.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { Panel } from "../ui/panel";
import { useProblemWords } from "../ui/problem-words";
import table from "../ui/table.module.css";
import { secretCountsQuery } from "./document-query";
import classes from "./documents.module.css";

const directions = ["INCOMING", "OUTGOING", "INTERNAL"] as const;
const months = Array.from({ length: 12 }, (_, n) => String(n + 1).padStart(2, "0"));

/** A month's number of documents with a mark of secrecy, which are kept elsewhere: a number, and no field for anything else. */
export function SecretCountsPanel({ units, thisYear }: { units: readonly { id: number; name: string }[]; thisYear: string }) {
  const t = useTranslations("documents.books");
  const locale = useLocale();
  const words = useProblemWords();
  const [unitId, setUnitId] = useState(String(units[0]?.id ?? ""));
  const [month, setMonth] = useState("01");
  const [direction, setDirection] = useState<string>("INCOMING");
  const [count, setCount] = useState<string | number>("");
  const answer = useQuery<SecretCounts>({ ...secretCountsQuery(unitId, thisYear), enabled: unitId !== "" });
  const act = useAct(anyAnswer, () => setCount(""));
  return (
    <Panel title={t("secret")} note={t("secretNote")}>
      <form
        className={dossier.form}
        onKeyDown={sendByKey}
        onSubmit={(event) => {
          event.preventDefault();
          act.mutate({
            method: "PUT",
            url: "/api/v1/documents/secret-counts",
            body: { unitId: Number(unitId), month: `${thisYear}-${month}`, direction, count: Number(count) },
          });
        }}
      >
        <div className={classes.trio}>
          <NativeSelect
            label={t("columns.unit")}
            value={unitId}
            onChange={(event) => setUnitId(event.currentTarget.value)}
            data={units.map((unit) => ({ value: String(unit.id), label: unit.name }))}
          />
          <NativeSelect
            label={t("month")}
            value={month}
            onChange={(event) => setMonth(event.currentTarget.value)}
            data={months.map((one) => ({ value: one, label: formatMonth(`${thisYear}-${one}`) }))}
          />
          <NativeSelect
            label={t("direction")}
            value={direction}
            onChange={(event) => setDirection(event.currentTarget.value)}
            data={directions.map((one) => ({ value: one, label: say(locale, directionWords[one]) }))}
          />
          <NumberInput label={t("count")} value={count} onChange={setCount} min={0} max={99_999} allowDecimal={false} required />
        </div>
        <p role="alert" className={dossier.error}>
          {act.error ? words(act.error) : null}
        </p>
        <div className={dossier.buttons}>
          <Button type="submit" loading={act.isPending} disabled={count === ""}>
            {t("note")}
          </Button>
        </div>
      </form>
      {answer.data && answer.data.counts.length > 0 ? (
        <ul className={table.quiet}>
          {answer.data.counts.map((one) => (
            <li key={`${one.month}-${one.direction}`}>
              {formatMonth(one.month)} · {say(locale, directionWords[one.direction])}: {one.count}
            </li>
          ))}
        </ul>
      ) : null}
    </Panel>
  );
}
