import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { CameraCode, CertificateCode, DocumentCode, MeetingCode, Target, Verdict } from "@/lib/indicators/model";
import { formatNumber, formatPercent } from "@/lib/words";
import { Panel } from "../ui/panel";
import { FailedState, LoadingState } from "../ui/states";
import { VerdictBadge } from "../ui/verdict";
import classes from "./figures-panel.module.css";
import tiles from "./tile.module.css";

type Told = {
  code: DocumentCode | CertificateCode | MeetingCode | CameraCode;
  top: number;
  bottom: number | null;
  value: number | null;
  verdict: Verdict;
  target: Target | null;
};

/** Figures of other records on the leader's page, five in a line, each opening their board. `readings` null: not read yet. */
export function FiguresPanel({
  title,
  href,
  readings,
  refusal,
  onRetry,
  className,
}: {
  title: string;
  href: string;
  readings: readonly Told[] | null;
  refusal: unknown;
  onRetry(): void;
  className?: string | undefined;
}) {
  const t = useTranslations("documentBoard");
  const locale = useLocale();
  const told = ({ code, value, bottom }: Told) =>
    value === null
      ? "–"
      : code === "camera-restore-hours"
        ? t("hours", { count: formatNumber(locale, value, 1) })
        : bottom === null
          ? formatNumber(locale, value)
          : formatPercent(locale, value);
  return (
    <Panel
      className={className ?? ""}
      title={title}
      actions={
        <Link href={href} prefetch={false}>
          {t("open")}
        </Link>
      }
    >
      {readings ? (
        <ul className={classes.fives} aria-label={title}>
          {readings.map((reading) => (
            <li key={reading.code} className={tiles.small}>
              <Link href={href} prefetch={false} className={tiles.link}>
                {t(`names.${reading.code}`)}
              </Link>
              <p className={tiles.smallValue}>
                <strong>{told(reading)}</strong>
                {reading.bottom && Number.isInteger(reading.top) ? (
                  <span className={tiles.smallOf}>
                    {formatNumber(locale, reading.top)} / {formatNumber(locale, reading.bottom)}
                  </span>
                ) : null}
              </p>
              {reading.target ? (
                <span className={classes.verdict}>
                  <VerdictBadge verdict={reading.verdict} />
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      ) : refusal ? (
        <FailedState error={refusal} onRetry={onRetry} />
      ) : (
        <LoadingState height="6rem" />
      )}
    </Panel>
  );
}
