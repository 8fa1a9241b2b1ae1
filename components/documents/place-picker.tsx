"use client";
import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { formatNumber } from "@/lib/words";
import { drawPage } from "../signatures/draw-page";
import { readFile } from "../ui/request";
import { fileAddress } from "./document-query";
import { boxOf, moved, placeAt, type Sheet, type SignaturePlace } from "./placing";
import classes from "./signing.module.css";

const pixels = 1_200;
/** Behind every page: official papers are signed on their last. */
const last = 2_000;
const steps = { wide: 10, fine: 1 };
const ways: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const millimetres = (points: number) => (points * 25.4) / 72;

type Props = {
  documentId: number;
  fileId: number;
  size: { width: number; height: number };
  place: SignaturePlace | null;
  onPlace(place: SignaturePlace): void;
};
/** The page that is signed, and on it where the signature will be drawn: moved by the mouse, a finger, or the arrow keys. */
export function PlacePicker({ documentId, fileId, size, place, onPlace }: Props) {
  const t = useTranslations("documentSigning.place");
  const locale = useLocale();
  const [page, setPage] = useState(last);
  const [sheet, setSheet] = useState<(Sheet & { pages: number }) | "failed" | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLButtonElement>(null);
  const file = useRef<Promise<Blob> | null>(null);
  const tell = useRef(onPlace);
  tell.current = onPlace;
  const known = useRef(place);
  known.current = place;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file or page is drawn anew, and nothing else.
  useEffect(() => {
    const leaving = new AbortController();
    file.current ??= readFile(fileAddress(documentId, fileId));
    file.current
      .then((blob) => drawPage(new File([blob], "page.pdf"), { page, pixels, signal: leaving.signal }))
      .then(
        ({ bitmap, marks: _, ...told }) => {
          const at = canvas.current;
          if (!at || leaving.signal.aborted) return;
          at.width = bitmap.width;
          at.height = bitmap.height;
          at.getContext("bitmaprenderer")?.transferFromImageBitmap(bitmap);
          setSheet(told);
          const now = known.current;
          tell.current(now ? moved(told, size, { ...now, page: told.page }, [0, 0]) : placeAt(told, size, [0.7, 0.75]));
        },
        () => {
          if (!leaving.signal.aborted) setSheet("failed");
        },
      );
    return () => leaving.abort();
  }, [documentId, fileId, page]);
  if (sheet === "failed") return <p className={classes.minor}>{t("failed")}</p>;
  const shown = sheet && place ? boxOf(sheet, size, place) : null;
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    if (!sheet || event.buttons === 0) return;
    const at = event.currentTarget.getBoundingClientRect();
    onPlace(placeAt(sheet, size, [(event.clientX - at.left) / at.width, (event.clientY - at.top) / at.height]));
  };
  const step = (event: KeyboardEvent) => {
    const way = ways[event.key];
    if (!way || !sheet || !place) return;
    event.preventDefault();
    const by = event.shiftKey ? steps.fine : steps.wide;
    onPlace(moved(sheet, size, place, [way[0] * by, way[1] * by]));
  };
  return (
    <div className={classes.placing}>
      <p className={classes.minor} id="place-help">
        {t("help")}
      </p>
      <div
        className={classes.sheet}
        data-drawn={sheet ? true : undefined}
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          box.current?.focus();
          follow(event);
        }}
        onPointerMove={follow}
      >
        <canvas ref={canvas} role="img" aria-label={sheet ? t("page", { page: sheet.page, pages: sheet.pages }) : t("drawing")} />
        {shown ? (
          <button
            ref={box}
            type="button"
            className={classes.box}
            aria-label={t("box")}
            aria-describedby="place-help place-now"
            onKeyDown={step}
            style={{
              left: `${shown.left * 100}%`,
              top: `${shown.top * 100}%`,
              width: `${shown.width * 100}%`,
              height: `${shown.height * 100}%`,
            }}
          >
            {t("box")}
          </button>
        ) : null}
      </div>
      {sheet && place ? (
        <div className={classes.paging}>
          <ActionIcon
            variant="default"
            aria-label={t("before")}
            disabled={sheet.page <= 1}
            onClick={() => setPage(sheet.page - 1)}
          >
            <IconChevronLeft size="1rem" aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label={t("after")}
            disabled={sheet.page >= sheet.pages}
            onClick={() => setPage(sheet.page + 1)}
          >
            <IconChevronRight size="1rem" aria-hidden />
          </ActionIcon>
          <span id="place-now" role="status">
            {t("now", {
              ...{ page: place.page, pages: sheet.pages },
              left: formatNumber(locale, Math.round(millimetres(place.leftPt))),
              bottom: formatNumber(locale, Math.round(millimetres(place.bottomPt))),
            })}
          </span>
        </div>
      ) : null}
    </div>
  );
}
