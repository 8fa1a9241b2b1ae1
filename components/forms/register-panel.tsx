"use client";
import { Button, NativeSelect } from "@mantine/core";
import { IconExternalLink, IconFileSpreadsheet, IconPrinter } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { queryOf } from "../overview/links";
import type { UnitChoice } from "../shell/unit-filter";
import { type DaySpan, DaySpanFields } from "../ui/day-span";
import { Fault } from "../ui/fault";
import { Panel } from "../ui/panel";
import classes from "./forms.module.css";
import { printPdf } from "./print-pdf";

type Props = {
  units: readonly UnitChoice[];
  sectors: readonly { id: number; name: string }[];
  period: { from: string; to: string };
  today: string;
};

/** The register book (Sổ theo dõi hồ sơ) of a unit over a period: printed, opened, or taken along as a workbook. */
export function RegisterPanel({ units, sectors, period, today }: Props) {
  const t = useTranslations("printing.register");
  const [unitId, setUnitId] = useState(String(units[0]?.id ?? ""));
  const [sectorId, setSectorId] = useState("");
  const [span, setSpan] = useState<DaySpan | null>(period);
  const query = queryOf({ unitId, sectorId, ...span });
  const isAsked = unitId !== "" && span !== null;
  const print = useMutation({ mutationFn: () => printPdf(`/api/v1/registers/book.pdf?${query}`, t("title")) });
  return (
    <Panel title={t("title")} note={t("note")}>
      <div className={classes.fields}>
        <NativeSelect
          label={t("unit")}
          value={unitId}
          onChange={(event) => setUnitId(event.currentTarget.value)}
          data={units.map((unit) => ({ value: String(unit.id), label: `${"  ".repeat(unit.depth)}${unit.name}` }))}
        />
        <NativeSelect
          label={t("sector")}
          value={sectorId}
          onChange={(event) => setSectorId(event.currentTarget.value)}
          data={[{ value: "", label: t("allSectors") }, ...sectors.map((s) => ({ value: String(s.id), label: s.name }))]}
        />
        <DaySpanFields
          from={period.from}
          to={period.to}
          labels={{ from: t("from"), to: t("to") }}
          max={today}
          onSpan={setSpan}
          required
        />
      </div>
      <div className={classes.buttons}>
        <Button
          leftSection={<IconPrinter size="1rem" aria-hidden />}
          disabled={!isAsked}
          loading={print.isPending}
          onClick={() => print.mutate()}
        >
          {t("print")}
        </Button>
        {isAsked ? (
          <>
            <Button
              component="a"
              href={`/api/v1/registers/book.pdf?${query}`}
              target="_blank"
              rel="noopener"
              variant="default"
              leftSection={<IconExternalLink size="1rem" aria-hidden />}
            >
              {t("open")}
            </Button>
            <Button
              component="a"
              href={`/api/v1/registers/book.xlsx?${query}`}
              download
              variant="default"
              leftSection={<IconFileSpreadsheet size="1rem" aria-hidden />}
            >
              {t("xlsx")}
            </Button>
          </>
        ) : null}
      </div>
      <p role="status">{print.isPending ? t("working") : null}</p>
      <Fault error={print.error} />
    </Panel>
  );
}
