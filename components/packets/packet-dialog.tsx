"use client";
import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import { urgencyWords } from "@/lib/documents/labels";
import { activeWords } from "@/lib/files/labels";
import { businessWords, packetFaultWords, packetStateWords, statusWords } from "@/lib/packets/labels";
import type { PacketDetail } from "@/lib/packets/model";
import { reasonWords, verdictWords } from "@/lib/signatures/labels";
import { formatDay, formatInstant, say } from "@/lib/words";
import { Bone, FailedState } from "../ui/states";
import table from "../ui/table.module.css";
import { PacketActs } from "./packet-acts";
import { wordOf } from "./packet-tables";
import classes from "./packets.module.css";
import { packetQuery } from "./packets-query";

/** One packet that came: what it says, its files by their true kind, how its signature stands, and what may be done with it. */
export function PacketDialog({ id, onClose }: { id: number; onClose(): void }) {
  const t = useTranslations("packets.one");
  const ui = useTranslations("ui");
  const answer = useQuery<PacketDetail>(packetQuery(id));
  const packet = answer.data;
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={<strong>{t("title", { symbol: packet?.symbol ?? String(id) })}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
    >
      {answer.error ? <FailedState error={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {packet ? <Content packet={packet} onDone={() => void answer.refetch()} /> : answer.error ? null : <Bone height="16rem" />}
    </Modal>
  );
}

function Content({ packet, onDone }: { packet: PacketDetail; onDone(): void }) {
  const t = useTranslations("packets.one");
  const locale = useLocale();
  const { header, state, target, business } = packet;
  return (
    <>
      <p role="status">
        <strong>{say(locale, packetStateWords[state])}</strong>
        {packet.fault ? ` · ${wordOf(locale, packetFaultWords, packet.fault)}` : null}
        {packet.faultAt ? ` (${packet.faultAt})` : null}
        {packet.settledByName ? ` · ${t("settled", { name: packet.settledByName })}` : null}
      </p>
      {state === "SECRET" ? <p className={table.quiet}>{t("secretText")}</p> : null}
      {business !== null && business !== "NEW" && business !== "S03" && (header || packet.status) && state !== "UNREADABLE" ? (
        <div className={classes.wish}>
          <p>
            {t("wish", { business: wordOf(locale, businessWords, business) })}
            {header?.business.reason ? ` ${t("reason", { reason: header.business.reason })}` : null}
          </p>
          {target ? (
            <p className={table.quiet}>
              {t("target", { state: say(locale, packetStateWords[target.state]) })}{" "}
              {target.documentId === null ? null : (
                <Link href={`/documents/${target.documentId}`} prefetch={false}>
                  {t("targetDocument")}
                </Link>
              )}
            </p>
          ) : null}
          {packet.reason ? <p className={table.quiet}>{t("reason", { reason: packet.reason })}</p> : null}
        </div>
      ) : null}
      <dl className={classes.facts}>
        {packet.fromName || packet.fromCode ? (
          <>
            <dt>{t("from")}</dt>
            <dd>
              {packet.fromName} {packet.fromCode ? `(${packet.fromCode})` : null}
            </dd>
          </>
        ) : null}
        {header ? <HeaderFacts header={header} responseForId={packet.responseForId} /> : null}
        {packet.status ? (
          <>
            <dt>{t("subject")}</dt>
            <dd>
              {say(locale, statusWords[packet.status.code])}. {packet.status.words}
            </dd>
          </>
        ) : null}
        <dt>{t("came")}</dt>
        <dd>
          {formatInstant(new Date(packet.arrivedAt))} · {t("brought")} {packet.senderName}
        </dd>
        {header ? (
          <>
            <dt>{t("signature")}</dt>
            <dd>
              {say(locale, verdictWords[packet.signature?.verdict ?? "unsigned"])}
              {packet.signature?.signer?.name ? ` · ${packet.signature.signer.name}` : null}
              {packet.signature?.reasons.map((reason) => (
                <span key={reason} className={table.quiet}>
                  {" "}
                  {say(locale, reasonWords[reason])}
                </span>
              ))}
            </dd>
          </>
        ) : null}
      </dl>
      <Files packet={packet} />
      {packet.documentId === null ? null : (
        <p>
          <Link href={`/documents/${packet.documentId}`} prefetch={false}>
            {t("registered")}
          </Link>
        </p>
      )}
      <PacketActs packet={packet} onDone={onDone} />
    </>
  );
}

function HeaderFacts({ header, responseForId }: { header: NonNullable<PacketDetail["header"]>; responseForId: number | null }) {
  const t = useTranslations("packets.one");
  const locale = useLocale();
  const { signer } = header;
  return (
    <>
      <dt>{t("subject")}</dt>
      <dd>{header.subject}</dd>
      <dt>{t("issued")}</dt>
      <dd>{formatDay(header.issuedOn)}</dd>
      <dt>{t("type")}</dt>
      <dd>{header.type.name || "–"}</dd>
      <dt>{t("signer")}</dt>
      <dd>{[signer.competence, signer.post, signer.name].filter(Boolean).join(" ") || "–"}</dd>
      {header.dueOn ? (
        <>
          <dt>{t("due")}</dt>
          <dd>{formatDay(header.dueOn)}</dd>
        </>
      ) : null}
      {header.urgency === "NORMAL" ? null : (
        <>
          <dt>{t("urgency")}</dt>
          <dd>{say(locale, urgencyWords[header.urgency])}</dd>
        </>
      )}
      {header.responseFor.length > 0 ? (
        <>
          <dt>{t("answers")}</dt>
          <dd>
            {header.responseFor.map(({ symbol, documentKey }) => symbol || documentKey).join(", ")}{" "}
            {responseForId === null ? null : (
              <Link href={`/documents/${responseForId}`} prefetch={false}>
                {t("answersLink")}
              </Link>
            )}
          </dd>
        </>
      ) : null}
    </>
  );
}

const kilobytes = (bytes: number) => Math.max(1, Math.round(bytes / 1_000));
function Files({ packet }: { packet: PacketDetail }) {
  const t = useTranslations("packets.one");
  const locale = useLocale();
  if (packet.files.length === 0) return null;
  return (
    <>
      <h3>{t("files")}</h3>
      <ul className={classes.files}>
        {packet.files.map((file) => (
          <li key={file.id}>
            <a href={`/api/v1/packets/${packet.id}/files/${file.id}`}>{file.name}</a>
            <small>
              {[
                `${kilobytes(file.bytes)} kB`,
                file.pages === null ? "" : t("pages", { count: file.pages }),
                file.inside === null ? "" : t("inside", { name: file.inside }),
                file.isOther ? t("declared", { declared: file.declared, type: file.type }) : "",
                file.active.length > 0
                  ? t("active", { parts: file.active.map((part) => say(locale, activeWords[part])).join(", ") })
                  : "",
              ]
                .filter(Boolean)
                .join(" · ")}
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}
