"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import { certificateLabels, documentLabels, meetingLabels } from "@/lib/indicators/labels";
import type { DocumentBoard, DocumentCode } from "@/lib/indicators/model";
import { formatNumber, say } from "@/lib/words";
import { asPercent, useSheet } from "../../board/sheet";
import { coverageAsked } from "../../certificates/certificates-query";
import { CoveragePanel, RegistryLink } from "../../certificates/coverage-panel";
import { RevokedUseList } from "../../certificates/revoked-use";
import { FigureTile } from "../../overview/figure-tile";
import tiles from "../../overview/tile.module.css";
import type { FilterState } from "../../shell/filters";
import { useNewDay } from "../../shell/new-day";
import { PageHead } from "../../shell/page-head";
import { PeriodPicker } from "../../shell/period-picker";
import { UnitFilter } from "../../shell/unit-filter";
import { shownOf } from "../../ui/answer";
import { ExportMenu } from "../../ui/export-menu";
import { type Age, DataOf, Freshness, LostNotice } from "../../ui/freshness";
import { Panel } from "../../ui/panel";
import { EmptyState, FailedState, LoadingState } from "../../ui/states";
import table from "../../ui/table.module.css";
import {
  certificateSetOf,
  type DocumentQuestion,
  documentBoardLink,
  documentBoardQuery,
  documentSetOf,
  documentsOf,
  meetingsOf,
  rosterOf,
} from "./board-query";
import { Faults } from "./faults";
import classes from "./figures.module.css";
import { MeetingsPart } from "./meetings-part";
import { columnCodes, columnsIn, RowsTable } from "./rows-table";
import { SigningParts } from "./signing-parts";
import { TrendPart } from "./trend-part";

/** Five in a line, so that no line is short of one. */
const signatureCodes = ["e-signature-rate", "signatures-invalid", "signatures-doubtful", "documents-unsigned"] as const;
const handlingCodes = [
  "documents-incoming",
  "documents-outgoing",
  "documents-internal",
  "documents-overdue",
  "documents-on-time-rate",
] as const;
const exchangeCodes = ["documents-received-electronically-rate", "documents-sent-electronically-rate"] as const;
const holdingCodes = ["certificate-rate", "leader-certificate-rate", "certificates-ending"] as const;
const asideCodes = ["signatures-pending", "signatures-unknown", "documents-exempt"] as const;
const safetyMs = 300_000;

export type DocumentFilterState = Omit<FilterState, "knownOn" | "knownSince" | "isDemo">;
type Props = {
  question: DocumentQuestion;
  filter: DocumentFilterState;
  canList: boolean;
  canListMeetings: boolean;
  keepsCertificates: boolean;
};

/** The board of documents and of their signatures: what came and went, what is signed and what is not, down to the document. */
export function DocumentBoardScreen({ question, filter, canList, canListMeetings, keepsCertificates }: Props) {
  const t = useTranslations("documentBoard");
  useNewDay(filter.today);
  const answer = useQuery<DocumentBoard>({ ...documentBoardQuery(question), refetchInterval: safetyMs });
  const { data, refusal, isUnread } = shownOf(answer);
  const age = (board: DocumentBoard): Age => ({
    at: board.at,
    changedAt: board.changedAt,
    slowFrom: null,
    pastDay: filter.asOf >= filter.today ? null : filter.asOf,
    isUnread,
  });
  return (
    <>
      <PageHead
        title={t("title")}
        filters={
          <>
            <PeriodPicker period={filter.period} asOf={filter.asOf} today={filter.today} />
            <UnitFilter units={filter.units} whole={filter.whole} unitId={filter.unitId} />
          </>
        }
        stamp={data ? <Freshness age={age(data)} /> : null}
      />
      {data ? (
        <DataOf age={age(data)}>
          <LostNotice at={data.at} isUnread={isUnread} />
          <Answered board={data} {...{ question, filter, canList, canListMeetings }} />
        </DataOf>
      ) : refusal ? (
        <Panel title={t("title")}>
          <FailedState error={refusal} onRetry={() => void answer.refetch()} />
        </Panel>
      ) : (
        <LoadingState height="24rem" />
      )}
      <CoveragePanel question={coverageAsked(question, filter.today)}>
        {canList ? <RevokedUseList /> : null}
        {keepsCertificates ? <RegistryLink /> : null}
      </CoveragePanel>
    </>
  );
}

/** A share as a spreadsheet shows it, a count as it is. */
const cellOf = ({ top, bottom, value }: { top: number; bottom: number | null; value: number | null }) =>
  bottom === null ? top : asPercent(value);

type Lists = Pick<Props, "question" | "filter" | "canList" | "canListMeetings">;
function Answered({ board, question, filter, canList, canListMeetings }: Lists & { board: DocumentBoard }) {
  const t = useTranslations("documentBoard");
  const locale = useLocale();
  const sheet = useSheet({ ...filter, knownOn: null, isDemo: board.isDemo });
  const isEmpty = board.headline.every((r) => r.top === 0 && !r.bottom) && board.meetings.held === 0;
  if (isEmpty)
    return (
      <Panel title={t("title")}>
        <EmptyState title={t("empty")}>
          <p>{t("emptyText")}</p>
        </EmptyState>
      </Panel>
    );
  const on = question.to < question.asOf ? question.to : question.asOf;
  const tileOf = (code: DocumentCode) =>
    board.headline
      .filter((r) => r.code === code)
      .map((reading) => {
        const { set, base } = documentSetOf[code];
        const list = canList ? documentsOf(question, set) : undefined;
        return (
          <FigureTile
            key={code}
            on={on}
            reading={reading}
            href={list ?? "#units"}
            top={list}
            bottom={canList && base ? documentsOf(question, base) : undefined}
          />
        );
      });
  const certificateTileOf = (code: (typeof holdingCodes)[number]) =>
    board.certificates
      .filter((r) => r.code === code)
      .map((reading) => {
        const { set, base, kind } = certificateSetOf[code];
        const list = rosterOf(question, set, { kind });
        // Who lacks one is what there is to do about a share.
        const href = base === "to-hold" ? rosterOf(question, "lacking", { kind }) : list;
        const bottom = base ? rosterOf(question, base, { kind }) : undefined;
        return <FigureTile key={code} on={question.asOf} reading={reading} href={href} top={list} bottom={bottom} />;
      });
  const file = (title: string, first: string, rows: DocumentBoard["units"]) =>
    sheet(
      title,
      board.at,
      [first, ...columnCodes.map(headOf)],
      rows.map(({ name, readings }) => [name, ...columnsIn(readings).map(cellOf)]),
    );
  const headOf = (code: (typeof columnCodes)[number]) =>
    `${t(`columns.${code}`)}${documentSetOf[code].base === null ? "" : " (%)"}`;
  return (
    <div className={classes.page}>
      <section aria-label={t("signatures")} className={tiles.tiles}>
        {signatureCodes.map(tileOf)}
        <FigureTile
          on={on}
          reading={board.meetings.rate}
          href={canListMeetings ? meetingsOf(question, "lacking") : "#meetings"}
          top={canListMeetings ? meetingsOf(question, "full") : undefined}
          bottom={canListMeetings ? meetingsOf(question, "counted") : undefined}
        />
      </section>
      <p className={classes.aside}>
        {asideCodes.flatMap((code) =>
          board.headline
            .filter((r) => r.code === code)
            .map(({ top }) => (
              <span key={code}>
                {t(`names.${code}`)}:{" "}
                {canList && top > 0 ? (
                  <Link href={documentsOf(question, documentSetOf[code].set)} prefetch={false}>
                    {formatNumber(locale, top)}
                  </Link>
                ) : (
                  formatNumber(locale, top)
                )}
              </span>
            )),
        )}
        <span>{t("secret", { count: board.secretCount })}</span>
      </p>
      <section aria-label={t("handling")} className={tiles.tiles}>
        {handlingCodes.map(tileOf)}
      </section>
      <section aria-label={t("holding")} className={tiles.tiles}>
        {exchangeCodes.map(tileOf)}
        {holdingCodes.map(certificateTileOf)}
      </section>
      <TrendPart board={board} {...{ question, filter, canList }} />
      <div className={classes.pair}>
        <SigningParts title={t("rankedUnits")} note={t("rankedUnitsNote")} by="unit" {...{ board, question, filter, canList }} />
        <SigningParts
          title={t("signedByType")}
          note={t("signedByTypeNote")}
          by="type"
          {...{ board, question, filter, canList }}
        />
      </div>
      <Panel title={t("faults.title")} note={t("faults.note")}>
        <Faults board={board} {...{ question, canList }} />
      </Panel>
      <MeetingsPart figures={board.meetings} {...{ question, filter, board, canList: canListMeetings }} />
      <div id="units">
        <Panel
          title={t("byUnit")}
          note={t("byUnitNote")}
          actions={<ExportMenu table={() => file(t("byUnit"), t("unit"), board.units)} />}
        >
          <RowsTable
            title={t("byUnit")}
            first={t("unit")}
            rows={board.units}
            narrowed={(unitId) => ({ unitId })}
            wayOf={(unitId) => documentBoardLink({ ...question, unitId })}
            {...{ question, canList }}
          />
        </Panel>
      </div>
      <Panel title={t("byType")} actions={<ExportMenu table={() => file(t("byType"), t("type"), board.types)} />}>
        <RowsTable
          title={t("byType")}
          first={t("type")}
          rows={board.types}
          narrowed={(typeId) => ({ typeId })}
          {...{ question, canList }}
        />
      </Panel>
      <Panel title={t("how")}>
        <dl className={classes.definitions}>
          {Object.entries({ ...documentLabels, ...certificateLabels, ...meetingLabels }).map(([code, told]) => (
            <div key={code}>
              <dt>{say(locale, told.name)}</dt>
              <dd>
                {say(locale, told.definition)}{" "}
                {told.denominator ? (
                  <>{t("fraction", { top: say(locale, told.numerator), bottom: say(locale, told.denominator) })} </>
                ) : null}
                <span className={table.quiet}>({say(locale, told.law)})</span>
              </dd>
            </div>
          ))}
        </dl>
      </Panel>
    </div>
  );
}
