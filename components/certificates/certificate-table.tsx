import { Button } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import { deviceWords } from "@/lib/signatures/labels";
import type { CertificateView } from "@/lib/signatures/model";
import { formatInstant, say } from "@/lib/words";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import classes from "./certificates.module.css";
import type { CertificateAct } from "./certificates-screen";
import { Standing, soonDays } from "./standing";

/** A seal, a signature: whose it is, how it stands, where its key lies, and what may be done. */
export function CertificateTable({
  certificates,
  onAct,
}: {
  certificates: readonly CertificateView[];
  onAct(act: CertificateAct): void;
}) {
  const t = useTranslations("certificates");
  const locale = useLocale();
  return (
    <TableFrame title={t("list")}>
      <table className={`${table.table} ${table.held}`}>
        <caption className={table.hidden}>{t("list")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("columns.holder")}</th>
            <th scope="col">{t("columns.state")}</th>
            <th scope="col">{t("columns.validity")}</th>
            <th scope="col">{t("columns.device")}</th>
            <th scope="col">{t("columns.certificate")}</th>
            <th scope="col">{t("columns.picture")}</th>
            <th scope="col">
              <span className={table.hidden}>{t("columns.act")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {certificates.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Holder holder={one.holder} />
              </th>
              <td>
                <State certificate={one} />
              </td>
              <td className={classes.dates}>
                {formatInstant(new Date(one.validFrom))}
                <br />
                {formatInstant(new Date(one.validUntil))}
              </td>
              <td>
                {say(locale, deviceWords[one.device])}
                <div className={table.quiet}>{one.credentialId ?? t("noCredential")}</div>
              </td>
              <td>
                {one.name}
                <div className={table.quiet}>{t("issuedBy", { issuer: one.issuerName })}</div>
                <code className={classes.serial}>{one.serial.toUpperCase()}</code>
              </td>
              <td>
                {one.hasPicture ? (
                  // biome-ignore lint/performance/noImgElement: a picture behind the sign-in, which no optimiser may keep.
                  <img
                    className={classes.picture}
                    src={`/api/v1/signatures/certificates/${one.id}/picture?v=${one.version}`}
                    alt={t(one.holder?.kind === "agency" ? "seal" : "signature", { name: one.holder?.name ?? one.name })}
                  />
                ) : (
                  <span className={table.quiet}>{t("noPicture")}</span>
                )}
              </td>
              <td>{one.ended ? null : <Acts certificate={one} onAct={onAct} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Holder({ holder }: Pick<CertificateView, "holder">) {
  const t = useTranslations("certificates");
  if (!holder) return <span className={table.quiet}>{t("holderGone")}</span>;
  return (
    <>
      {holder.name}
      <div className={table.quiet}>
        {[holder.kind === "agency" ? t("agency") : holder.post, holder.unitName].filter(Boolean).join(" · ")}
      </div>
      {holder.isClosed ? <div className={classes.closed}>{t("holderClosed")}</div> : null}
    </>
  );
}

function State({ certificate }: { certificate: CertificateView }) {
  const t = useTranslations("certificates");
  const { state, daysLeft, revokedAt, ended } = certificate;
  const more =
    state === "revoked" && revokedAt
      ? t("since", { at: formatInstant(new Date(revokedAt)) })
      : state === "ended" && ended
        ? t("endedFor", { at: formatInstant(new Date(ended.at)), reason: ended.reason })
        : daysLeft !== null && daysLeft <= soonDays
          ? t("daysLeft", { days: daysLeft })
          : null;
  return (
    <>
      <Standing state={state} daysLeft={daysLeft} />
      {more ? <div className={table.quiet}>{more}</div> : null}
    </>
  );
}

function Acts({ certificate, onAct }: { certificate: CertificateView; onAct(act: CertificateAct): void }) {
  const t = useTranslations("certificates");
  const name = certificate.holder?.name ?? certificate.name;
  return (
    <div className={classes.acts}>
      {(["change", "end"] as const).map((act) => (
        <Button
          key={act}
          variant="default"
          size="compact-sm"
          aria-label={t(`${act}One`, { name })}
          onClick={() => onAct({ act, certificate })}
        >
          {t(act)}
        </Button>
      ))}
    </div>
  );
}
