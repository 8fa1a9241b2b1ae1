"use client";
import { Button, SegmentedControl } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { memo, useCallback, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { verdictWords } from "@/lib/signatures/labels";
import { verdicts } from "@/lib/signatures/model";
import { lineOf } from "@/lib/signatures/rules";
import { formatNumber, say } from "@/lib/words";
import { sizeText } from "../attachments/size";
import { MoreRows } from "../ui/more-rows";
import { Panel } from "../ui/panel";
import { useProblemWords } from "../ui/problem-words";
import { readFile } from "../ui/request";
import { saveBlob } from "../ui/save-file";
import { VerdictShape } from "../ui/verdict";
import { Found } from "./found";
import classes from "./signatures.module.css";
import type { Check } from "./use-checks";
import { verdictOfSignature } from "./verdict";

/** Rows drawn at first and with every "more": of thousands a browser draws only what somebody looks at. */
const pageRows = 100;
/** Below so many files the few rows are told apart without being chosen from. */
const fewFiles = 5;
const kindOf = (check: Check) => (check.state === "done" ? check.found.verdict : check.state === "failed" ? "failed" : "open");
const kinds = [...verdicts, "failed", "open"] as const;

/** What was found in each file, to be narrowed to a verdict, opened one by one, and taken away as one report. */
export function CheckResults({ checks, again }: { checks: readonly Check[]; again(key: string): void }) {
  const t = useTranslations("signatures");
  const locale = useLocale();
  const [open, setOpen] = useState<string | null>(null);
  const [shown, setShown] = useState("all");
  const [most, setMost] = useState(pageRows);
  const toggle = useCallback((key: string) => setOpen((now) => (now === key ? null : key)), []);
  const counts = new Map<string, number>();
  for (const check of checks) counts.set(kindOf(check), (counts.get(kindOf(check)) ?? 0) + 1);
  const filtered = shown === "all" ? checks : checks.filter((check) => kindOf(check) === shown);
  const one = checks.length === 1 ? checks[0]?.key : null;
  const n = (kind: string) => formatNumber(locale, counts.get(kind) ?? 0);
  return (
    <Panel title={t("results")}>
      {checks.length > 1 ? (
        <div className={classes.ofAll}>
          {checks.length > fewFiles ? (
            <SegmentedControl
              size="xs"
              className={classes.filter ?? ""}
              aria-label={t("show")}
              value={shown}
              onChange={(kind) => {
                setShown(kind);
                setMost(pageRows);
              }}
              data={[
                { value: "all", label: t("all", { count: formatNumber(locale, checks.length) }) },
                ...kinds
                  .filter((kind) => counts.has(kind) || kind === shown)
                  .map((kind) => ({
                    value: kind,
                    label:
                      kind === "failed" || kind === "open"
                        ? t(`of.${kind}`, { count: n(kind) })
                        : `${say(locale, verdictWords[kind])} (${n(kind)})`,
                  })),
              ]}
            />
          ) : null}
          <ReportOfAll checks={checks} />
        </div>
      ) : null}
      {filtered.length === 0 ? <p className={classes.faint}>{t("noneOf")}</p> : null}
      <ul className={classes.list}>
        {filtered.slice(0, most).map((check) => (
          <Row key={check.key} check={check} isOpen={check.key === open || check.key === one} onOpen={toggle} onAgain={again} />
        ))}
      </ul>
      <MoreRows
        of={{
          hasNextPage: filtered.length > most,
          isFetchingNextPage: false,
          fetchNextPage: async () => setMost(most + pageRows),
        }}
      />
    </Panel>
  );
}

/** One report on all files that were judged; the server prints only what it found itself. */
function ReportOfAll({ checks }: { checks: readonly Check[] }) {
  const t = useTranslations("signatures");
  const words = useProblemWords();
  const [isMaking, setMaking] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const found = checks.flatMap((check) => (check.state === "done" ? [check.found] : []));
  const failed = checks.flatMap((check) => (check.state === "failed" ? [{ fileName: check.file.name, fault: check.fault }] : []));
  const isOver = found.length + failed.length === checks.length;
  if (found.length === 0) return null;
  const name = `kiem-tra-chu-ky-${found.length}-tep`;
  const print = async () => {
    setMaking(true);
    setFault(null);
    try {
      const asked = { lines: found.map(lineOf), unchecked: failed.length };
      saveBlob(await readFile("/api/v1/signatures/reports/print", asked), `${name}.pdf`);
    } catch (error) {
      setFault(words(error));
    } finally {
      setMaking(false);
    }
  };
  return (
    <div className={classes.reports}>
      <Button
        variant="default"
        loading={isMaking}
        disabled={!isOver}
        leftSection={<IconDownload size="1rem" aria-hidden />}
        onClick={() => void print()}
      >
        {t("reportOfAll.pdf")}
      </Button>
      <Button
        variant="default"
        disabled={!isOver}
        leftSection={<IconDownload size="1rem" aria-hidden />}
        onClick={() =>
          saveBlob(new Blob([JSON.stringify({ found, failed }, null, 2)], { type: "application/json" }), `${name}.json`)
        }
      >
        {t("reportOfAll.json")}
      </Button>
      {fault ? (
        <p role="alert" className={classes.fault}>
          {fault}
        </p>
      ) : null}
    </div>
  );
}

type RowProps = { check: Check; isOpen: boolean; onOpen(key: string): void; onAgain(key: string): void };
/** Of a thousand rows only those are drawn anew that something happened to. */
const Row = memo(function Row({ check, isOpen, onOpen, onAgain }: RowProps) {
  const t = useTranslations("signatures");
  const locale = useLocale();
  const { file, state } = check;
  if (state !== "done")
    return (
      <li className={classes.row}>
        <span className={classes.file}>{file.name}</span>
        <span className={classes.faint}>{sizeText(locale, file.size)}</span>
        {state === "failed" ? (
          <>
            <span role="alert" className={classes.fault}>
              {check.fault}
            </span>
            {check.mayRetry ? (
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => onAgain(check.key)}
                aria-label={t("againOne", { name: file.name })}
              >
                {t("again")}
              </Button>
            ) : null}
          </>
        ) : (
          <span className={classes.faint}>{t(state)}</span>
        )}
      </li>
    );
  const { found } = check;
  const verdict = verdictOfSignature(found.verdict);
  return (
    <li className={classes.done}>
      <button type="button" className={classes.row} aria-expanded={isOpen} onClick={() => onOpen(check.key)}>
        <span className={classes.file}>{file.name}</span>
        <span className={classes.faint}>{t("signatures", { count: found.signatures.length })}</span>
        <span className={classes.badge} data-verdict={verdict}>
          <VerdictShape verdict={verdict} /> {say(locale, verdictWords[found.verdict])}
        </span>
      </button>
      {isOpen ? <Found file={file} found={found} /> : null}
    </li>
  );
});
