"use client";
import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { verdictWords } from "@/lib/signatures/labels";
import type { SentCheck } from "@/lib/signatures/model";
import { say } from "@/lib/words";
import { drawPage } from "./draw-page";
import type { Drawn } from "./page-worker";
import classes from "./signatures.module.css";
import { verdictOfSignature } from "./verdict";

/** A page is drawn for a screen of two dots a point. */
const pixels = 1_400;

/** The page that bears the first signature, each signature's place marked with its verdict; the other pages by the arrows. */
export function PagePicture({ file, found }: { file: File; found: SentCheck }) {
  const t = useTranslations("signatures");
  const locale = useLocale();
  const [page, setPage] = useState<number | null>(null);
  const [drawn, setDrawn] = useState<Omit<Drawn, "bitmap"> | "failed" | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const leaving = new AbortController();
    drawPage(file, { page, pixels, sha256: found.sha256, signal: leaving.signal }).then(
      ({ bitmap, ...told }) => {
        const at = canvas.current;
        if (!at || leaving.signal.aborted) return;
        at.width = bitmap.width;
        at.height = bitmap.height;
        at.getContext("bitmaprenderer")?.transferFromImageBitmap(bitmap);
        setDrawn(told);
      },
      () => {
        if (!leaving.signal.aborted) setDrawn("failed");
      },
    );
    return () => leaving.abort();
  }, [file, page, found.sha256]);
  const told = drawn === "failed" ? null : drawn;
  const marked = told?.marks.map(({ field }) => field) ?? [];
  return (
    <figure className={classes.picture}>
      {drawn === "failed" ? <p className={classes.noPicture}>{t("picture.failed")}</p> : null}
      <div className={classes.sheet} hidden={drawn === "failed"} data-drawn={told ? true : undefined}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={told ? t("picture.label", { page: told.page, name: found.fileName }) : t("picture.drawing")}
        />
        {told?.marks.map(({ field, left, top, width, height }, i) => {
          const number = found.signatures.findIndex((one) => one.field === field);
          const verdict = found.signatures[number]?.verdict ?? "unknown";
          return (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: two marks may bear one name, and they never move.
              key={`${field} ${i}`}
              className={classes.mark}
              data-verdict={verdictOfSignature(verdict)}
              style={{
                left: `${left * 100}%`,
                top: `${top * 100}%`,
                width: `${width * 100}%`,
                height: `${height * 100}%`,
              }}
            >
              <span>{[number < 0 ? null : number + 1, say(locale, verdictWords[verdict])].filter(Boolean).join(" · ")}</span>
            </span>
          );
        })}
      </div>
      {told ? (
        <figcaption className={classes.caption}>
          {told.pages > 1 ? (
            <>
              <ActionIcon
                variant="default"
                aria-label={t("picture.before")}
                disabled={told.page <= 1}
                onClick={() => setPage(told.page - 1)}
              >
                <IconChevronLeft size="1rem" aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="default"
                aria-label={t("picture.after")}
                disabled={told.page >= told.pages}
                onClick={() => setPage(told.page + 1)}
              >
                <IconChevronRight size="1rem" aria-hidden />
              </ActionIcon>
            </>
          ) : null}
          <span>
            {t("picture.page", { page: told.page, pages: told.pages })}
            {" · "}
            {marked.length > 0 ? t("picture.marked", { fields: marked.join(", ") }) : t("picture.unmarked")}
          </span>
        </figcaption>
      ) : null}
    </figure>
  );
}
