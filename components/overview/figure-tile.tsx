import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type {
  ComparedCameraReading,
  ComparedCertificateReading,
  ComparedDocumentReading,
  MeetingFigures,
} from "@/lib/indicators/model";
import { formatNumber, formatPercent, formatShare } from "@/lib/words";
import { Sparkline } from "../charts/sparkline";
import { FreshMark } from "../ui/freshness";
import { VerdictBadge } from "../ui/verdict";
import { Explain } from "./explain";
import tiles from "./tile.module.css";

/** What a share is counted in, where it is not documents. */
const countedAs = {
  "paperless-meeting-rate": "meetings",
  "certificate-rate": "holders",
  "leader-certificate-rate": "leaders",
  "agency-certificate-rate": "agencies",
  "mobile-signing-rate": "certificates",
  "camera-connected-rate": "cameras",
  "camera-coverage-rate": "hamlets",
  "camera-availability-rate": "hours",
  "camera-restore-hours": "outages",
} as const;

type Props = {
  /** The last day that was counted. */
  on: string;
  reading: ComparedDocumentReading | ComparedCertificateReading | MeetingFigures["rate"] | ComparedCameraReading;
  /** Where the tile leads, and its top and bottom where the reader may list documents. */
  href: string;
  top?: string | undefined;
  bottom?: string | undefined;
};

/** One figure of documents, certificates, meetings or cameras: its value, its verdict, over how many, towards what, beside what was before. */
export function FigureTile({ reading, on, href, top, bottom }: Props) {
  const t = useTranslations("documentBoard");
  const locale = useLocale();
  const { code, value, target, previous, trail } = reading;
  const name = t(`names.${code}`);
  const isHours = code === "camera-restore-hours";
  const isRate = reading.bottom !== null && !isHours;
  const what = countedAs[code as keyof typeof countedAs] ?? "documents";
  const shown = (n: number) =>
    isRate ? formatPercent(locale, n) : isHours ? t("hours", { count: formatNumber(locale, n, 1) }) : formatNumber(locale, n);
  const aimed = (n: number) =>
    isRate ? formatShare(locale, n) : isHours ? t("hours", { count: formatNumber(locale, n) }) : formatNumber(locale, n);
  const counted = (n: number, way: string | undefined) =>
    way && n > 0 ? (
      <Link href={way} prefetch={false} className={tiles.part}>
        {formatNumber(locale, n)}
      </Link>
    ) : (
      formatNumber(locale, Math.round(n))
    );
  const known = trail.flatMap((p) => (p.value === null ? [] : [p.value]));
  return (
    <article className={tiles.tile} data-verdict={target ? reading.verdict : undefined}>
      <div className={tiles.head}>
        <h2 className={tiles.name}>
          <Link href={href} prefetch={false} className={tiles.link}>
            {name}
          </Link>
        </h2>
        <Explain
          {...{ code, name, trail, target, topic: code.startsWith("camera") ? "cameras" : "documents", on, told: shown }}
          direction={isRate ? "more" : "less"}
          aimed={aimed}
          ways={{ top: top ?? null, bottom: bottom ?? null }}
        />
      </div>
      <p className={tiles.value} data-figure>
        <span>{value === null ? "–" : shown(value)}</span>
        {target || value === null ? <VerdictBadge verdict={reading.verdict} /> : null}
      </p>
      <p className={tiles.of}>
        {reading.bottom === null
          ? null
          : reading.bottom === 0
            ? t(`nothing.${what}`)
            : t.rich(`share.${what}`, {
                n: () => counted(reading.top, top),
                total: () => counted(reading.bottom ?? 0, bottom),
              })}
      </p>
      <dl className={tiles.facts}>
        <div data-none={!target || undefined}>
          <dt>{t("target")}</dt>
          <dd>{target ? t(isRate ? "atLeast" : "atMost", { value: aimed(target.aim) }) : t("noTarget")}</dd>
        </div>
        <div>
          <dt>{t("previous")}</dt>
          <dd>{previous?.value === null || previous === null ? t("noPrevious") : shown(previous.value)}</dd>
        </div>
      </dl>
      <Sparkline
        className={tiles.spark}
        values={trail.map((p) => p.value)}
        label={t("trail", {
          low: known.length ? shown(Math.min(...known)) : "–",
          high: known.length ? shown(Math.max(...known)) : "–",
          now: value === null ? "–" : shown(value),
        })}
      />
      <p className={tiles.fresh}>
        <FreshMark />
      </p>
    </article>
  );
}
