"use client";
import { Button, FileButton, Progress, SegmentedControl } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconFileCheck, IconFolder } from "@tabler/icons-react";
import { memo, useCallback, useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { verdictWords } from "@/lib/signatures/labels";
import { verdicts } from "@/lib/signatures/model";
import { formatNumber, say } from "@/lib/words";
import { sizeText } from "../attachments/size";
import { isBusy } from "../dossiers/act-keys";
import { PageHead } from "../shell/page-head";
import { Panel } from "../ui/panel";
import { VerdictShape } from "../ui/verdict";
import { filesOf } from "./dropped";
import { Found } from "./found";
import classes from "./signatures.module.css";
import { type Check, useChecks } from "./use-checks";
import { verdictOfSignature } from "./verdict";

const verdictIn = (check: Check) => (check.state === "done" ? check.found.verdict : null);

/** Files dropped, judged one after the other, and shown with what was found in them. None of them is kept. */
export function CheckScreen() {
  const t = useTranslations("signatures");
  const locale = useLocale();
  const { checks, add, again, stop, clear } = useChecks();
  const [isOver, setOver] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const [shown, setShown] = useState("all");
  const picker = useRef<HTMLButtonElement>(null);
  const forget = useRef<() => void>(null);
  useHotkeys([["q", (event) => !isBusy(event.target) && picker.current?.click()]]);
  const toggle = useCallback((key: string) => setOpen((now) => (now === key ? null : key)), []);
  const left = checks.filter(({ state }) => state === "waiting" || state === "sending").length;
  const counts = verdicts.map((verdict) => ({ verdict, count: checks.filter((one) => verdictIn(one) === verdict).length }));
  const rows = shown === "all" ? checks : checks.filter((one) => verdictIn(one) === shown);
  const one = checks.length === 1 ? checks[0]?.key : null;
  const take = (files: Iterable<File>) => {
    const pdfs = [...files].filter(({ name, type }) => type === "application/pdf" || /\.pdf$/i.test(name));
    add(pdfs);
  };
  return (
    <div className={classes.page}>
      <PageHead title={t("title")} />
      <p className={classes.intro}>{t("intro")}</p>
      <Panel title={t("drop.title")} note={t("drop.note")}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the buttons inside do the same. */}
        <div
          className={classes.drop}
          data-over={isOver || undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            void filesOf(event.dataTransfer.items).then(take);
          }}
        >
          <IconFileCheck size="2rem" aria-hidden className={classes.icon ?? ""} />
          <p>{t("drop.here")}</p>
          <div className={classes.buttons}>
            <FileButton
              multiple
              accept="application/pdf,.pdf"
              resetRef={forget}
              onChange={(files) => {
                take(files);
                forget.current?.();
              }}
            >
              {(props) => (
                <Button {...props} ref={picker} aria-keyshortcuts="Q">
                  {t("drop.choose")}
                </Button>
              )}
            </FileButton>
            <FileButton multiple inputProps={{ webkitdirectory: "" } as object} onChange={take}>
              {(props) => (
                <Button {...props} variant="default" leftSection={<IconFolder size="1rem" aria-hidden />}>
                  {t("drop.folder")}
                </Button>
              )}
            </FileButton>
          </div>
        </div>
        {checks.length > 0 ? (
          <div className={classes.progress}>
            <p role="status">
              {left > 0
                ? t("progress", { done: formatNumber(locale, checks.length - left), all: formatNumber(locale, checks.length) })
                : t("done", { all: formatNumber(locale, checks.length) })}
            </p>
            {left > 0 ? (
              <Progress
                value={((checks.length - left) / checks.length) * 100}
                aria-label={t("progressLabel")}
                className={classes.bar ?? ""}
              />
            ) : null}
            <div className={classes.buttons}>
              {left > 0 ? (
                <Button variant="default" size="compact-md" onClick={stop}>
                  {t("stop")}
                </Button>
              ) : null}
              <Button variant="subtle" color="gray" size="compact-md" onClick={clear}>
                {t("clear")}
              </Button>
            </div>
          </div>
        ) : null}
      </Panel>
      {checks.length > 0 ? (
        <Panel
          title={t("results")}
          actions={
            checks.length > 5 ? (
              <SegmentedControl
                size="xs"
                aria-label={t("show")}
                value={shown}
                onChange={setShown}
                data={[
                  { value: "all", label: t("all", { count: formatNumber(locale, checks.length) }) },
                  ...counts
                    .filter(({ count }) => count > 0)
                    .map(({ verdict, count }) => ({
                      value: verdict,
                      label: `${say(locale, verdictWords[verdict])} (${formatNumber(locale, count)})`,
                    })),
                ]}
              />
            ) : null
          }
        >
          <ul className={classes.list}>
            {rows.map((check) => (
              <Row
                key={check.key}
                check={check}
                isOpen={check.key === open || check.key === one}
                onOpen={toggle}
                onAgain={again}
              />
            ))}
          </ul>
        </Panel>
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
