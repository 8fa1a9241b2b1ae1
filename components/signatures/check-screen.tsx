"use client";
import { Button, FileButton, Progress } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconFileCheck, IconFolder } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { mostChecked } from "@/lib/signatures/model";
import { formatNumber } from "@/lib/words";
import { PageHead } from "../shell/page-head";
import { isBusy } from "../ui/is-busy";
import { Panel } from "../ui/panel";
import { CheckResults } from "./check-results";
import { type Dropped, filesOf, sorted } from "./dropped";
import classes from "./signatures.module.css";
import { useChecks } from "./use-checks";

/** Files dropped, judged one after the other, and shown with what was found in them. None of them is kept. */
export function CheckScreen() {
  const t = useTranslations("signatures");
  const locale = useLocale();
  const { checks, held, add, again, goOn, stop, clear } = useChecks();
  const [isOver, setOver] = useState(false);
  const [left, setLeft] = useState<Omit<Dropped, "pdfs"> | null>(null);
  const picker = useRef<HTMLButtonElement>(null);
  const forget = useRef<() => void>(null);
  const forgetFolder = useRef<() => void>(null);
  useHotkeys([["q", (event) => !isBusy(event.target) && picker.current?.click()]]);
  const n = (count: number) => formatNumber(locale, count);
  const open = checks.filter(({ state }) => state === "waiting" || state === "sending").length;
  const failed = checks.filter((check) => check.state === "failed").length;
  const mayRetry = checks.some((check) => check.state === "failed" && check.mayRetry);
  const room = mostChecked - checks.length;
  const take = ({ pdfs, ...rest }: Dropped) => {
    add(pdfs);
    setLeft(rest.others > 0 || rest.isCut ? rest : null);
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
            void filesOf(event.dataTransfer.items, room).then(take);
          }}
        >
          <IconFileCheck size="2rem" aria-hidden className={classes.icon ?? ""} />
          <p>{t("drop.here", { most: n(mostChecked) })}</p>
          <div className={classes.buttons}>
            <FileButton
              multiple
              accept="application/pdf,.pdf"
              resetRef={forget}
              onChange={(files) => {
                take(sorted(files, room));
                forget.current?.();
              }}
            >
              {(props) => (
                <Button {...props} ref={picker} aria-keyshortcuts="Q">
                  {t("drop.choose")}
                </Button>
              )}
            </FileButton>
            <FileButton
              multiple
              inputProps={{ webkitdirectory: "" } as object}
              resetRef={forgetFolder}
              onChange={(files) => {
                take(sorted(files, room));
                forgetFolder.current?.();
              }}
            >
              {(props) => (
                <Button {...props} variant="default" leftSection={<IconFolder size="1rem" aria-hidden />}>
                  {t("drop.folder")}
                </Button>
              )}
            </FileButton>
          </div>
        </div>
        <p role="status" className={`${classes.faint} ${classes.left}`}>
          {left?.isCut ? `${t("drop.cut", { most: n(mostChecked) })} ` : null}
          {left && left.others > 0 ? t("drop.others", { count: left.others }) : null}
        </p>
        {checks.length > 0 ? (
          <div className={classes.progress}>
            <p role="status">
              {open > 0
                ? t("progress", { done: n(checks.length - open), all: n(checks.length) })
                : t("done", { all: n(checks.length - failed) })}
              {failed > 0 ? ` · ${t("failed", { count: n(failed) })}` : null}
            </p>
            {open > 0 ? (
              <Progress
                value={((checks.length - open) / checks.length) * 100}
                aria-label={t("progressLabel")}
                className={classes.bar ?? ""}
              />
            ) : null}
            <div className={classes.buttons}>
              {held !== null || (open === 0 && mayRetry) ? (
                <Button size="compact-md" onClick={goOn}>
                  {t(held !== null ? "goOn" : "againAll")}
                </Button>
              ) : null}
              {open > 0 ? (
                <Button variant="default" size="compact-md" onClick={stop}>
                  {t("stop")}
                </Button>
              ) : null}
              <Button variant="subtle" color="gray" size="compact-md" onClick={clear}>
                {t("clear")}
              </Button>
            </div>
            {held !== null ? (
              <p role="alert" className={classes.fault}>
                {t("held", { why: held })}
              </p>
            ) : null}
          </div>
        ) : null}
      </Panel>
      {checks.length > 0 ? <CheckResults checks={checks} again={again} /> : null}
    </div>
  );
}
