"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import { doubtWords, setWords } from "@/lib/documents/labels";
import { documentLabels, meetingLabels } from "@/lib/indicators/labels";
import { type DocumentBoard, type DocumentCode, documentCodes, meetingCodes } from "@/lib/indicators/model";
import { reasonWords } from "@/lib/signatures/labels";
import { formatNumber, formatPercent, say, type Words } from "@/lib/words";
import { CoveragePanel, RegistryLink } from "../../certificates/coverage-panel";
import { RevokedUseList } from "../../certificates/revoked-use";
import tiles from "../../overview/tile.module.css";
import type { FilterState } from "../../shell/filters";
import { useNewDay } from "../../shell/new-day";
import { PageHead } from "../../shell/page-head";
import { PeriodPicker } from "../../shell/period-picker";
import { usePeriodName } from "../../shell/period-words";
import { UnitFilter } from "../../shell/unit-filter";
import { shownOf } from "../../ui/answer";
import { type Age, DataOf, Freshness, LostNotice } from "../../ui/freshness";
import { Panel } from "../../ui/panel";
import { EmptyState, FailedState, LoadingState } from "../../ui/states";
import table from "../../ui/table.module.css";
import { TableFrame } from "../../ui/table-frame";
import {
  type DocumentQuestion,
  documentBoardLink,
  documentBoardQuery,
  documentSetOf,
  documentsOf,
  meetingsOf,
} from "./board-query";
import classes from "./figures.module.css";
import { MeetingsPart } from "./meetings-part";
import { RowsTable } from "./rows-table";
import { DocumentTile } from "./tile";

const signatureCodes = ["e-signature-rate", "signatures-invalid", "signatures-doubtful", "documents-unsigned"] as const;
const handlingCodes = [
  "documents-incoming",
  "documents-outgoing",
  "documents-internal",
  "documents-overdue",
  "documents-on-time-rate",
  "documents-received-electronically-rate",
  "documents-sent-electronically-rate",
] as const;
const asideCodes = ["signatures-pending", "signatures-unknown", "documents-exempt"] as const;
const safetyMs = 300_000;
const definitions = { ...documentLabels, ...meetingLabels };

type Filter = Omit<FilterState, "knownOn" | "knownSince" | "isDemo">;
type Props = {
  question: DocumentQuestion;
  filter: Filter;
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
          <Answered board={data} {...{ question, canList, canListMeetings }} />
        </DataOf>
      ) : refusal ? (
        <Panel title={t("title")}>
          <FailedState error={refusal} onRetry={() => void answer.refetch()} />
        </Panel>
      ) : (
        <LoadingState height="24rem" />
      )}
      <CoveragePanel unitId={question.unitId}>
        {canList ? <RevokedUseList /> : null}
        {keepsCertificates ? <RegistryLink /> : null}
      </CoveragePanel>
    </>
  );
}

type Lists = Pick<Props, "question" | "canList" | "canListMeetings">;
function Answered({ board, question, canList, canListMeetings }: Lists & { board: DocumentBoard }) {
  const t = useTranslations("documentBoard");
  const locale = useLocale();
  const nameOf = usePeriodName();
  const isEmpty = board.headline.every((r) => r.top === 0 && !r.bottom) && board.meetings.held === 0;
  if (isEmpty)
    return (
      <Panel title={t("title")}>
        <EmptyState title={t("empty")}>
          <p>{t("emptyText")}</p>
        </EmptyState>
      </Panel>
    );
  const tileOf = (code: DocumentCode) =>
    board.headline
      .filter((r) => r.code === code)
      .map((reading) => {
        const { set, base } = documentSetOf[code];
        const list = canList ? documentsOf(question, set) : undefined;
        return (
          <DocumentTile
            key={code}
            reading={reading}
            href={list ?? "#units"}
            top={list}
            bottom={canList && base ? documentsOf(question, base) : undefined}
          />
        );
      });
  return (
    <div className={classes.page}>
      <section aria-label={t("signatures")} className={tiles.tiles}>
        {signatureCodes.map(tileOf)}
        <DocumentTile
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
      <MeetingsPart figures={board.meetings} {...{ question, canList: canListMeetings }} />
      <div className={classes.pair}>
        <Panel title={t("faults.title")} note={t("faults.note")}>
          <Faults board={board} {...{ question, canList }} />
        </Panel>
        <Panel title={t("trend.title")}>
          <TableFrame title={t("trend.title")}>
            <table className={table.table}>
              <caption className={table.hidden}>{t("trend.title")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("trend.stretch")}</th>
                  <th scope="col" className={table.number}>
                    {t("columns.documents-incoming")}
                  </th>
                  <th scope="col" className={table.number}>
                    {t("columns.documents-outgoing")}
                  </th>
                  <th scope="col" className={table.number}>
                    {t("columns.e-signature-rate")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {board.trend.map((point) => (
                  <tr key={point.from}>
                    <th scope="row">{nameOf(point)}</th>
                    <td className={table.number}>{formatNumber(locale, point.incoming)}</td>
                    <td className={table.number}>{formatNumber(locale, point.outgoing)}</td>
                    <td className={table.number}>{point.signedRate === null ? "–" : formatPercent(locale, point.signedRate)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        </Panel>
      </div>
      <div id="units">
        <Panel title={t("byUnit")} note={t("byUnitNote")}>
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
      <Panel title={t("byType")}>
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
          {[...documentCodes, ...meetingCodes].map((code) => {
            const { name, definition, law } = definitions[code];
            return (
              <div key={code}>
                <dt>{say(locale, name)}</dt>
                <dd>
                  {say(locale, definition)} <span className={table.quiet}>({say(locale, law)})</span>
                </dd>
              </div>
            );
          })}
        </dl>
      </Panel>
    </div>
  );
}

/** What was said against the signatures of the period, the commonest first. */
function Faults({ board, question, canList }: { board: DocumentBoard; question: DocumentQuestion; canList: boolean }) {
  const t = useTranslations("documentBoard");
  const locale = useLocale();
  const wordsOf = (code: string): Words | undefined => ({ ...reasonWords, ...doubtWords })[code as keyof typeof doubtWords];
  const told = board.faults.flatMap((fault) => {
    const words = wordsOf(fault.code);
    return words && !quiet.has(fault.code) ? [{ ...fault, words }] : [];
  });
  if (told.length === 0) return <EmptyState title={t("faults.none")} />;
  return (
    <ul className={classes.faults}>
      {told.map(({ code, set, count, words }) => (
        <li key={`${set} ${code}`}>
          <strong>
            {canList ? (
              <Link
                href={documentsOf(question, set)}
                prefetch={false}
                aria-label={t("faults.open", { count, set: say(locale, setWords[set]) })}
              >
                {formatNumber(locale, count)}
              </Link>
            ) : (
              formatNumber(locale, count)
            )}
          </strong>
          <span>{say(locale, words)}</span>
        </li>
      ))}
    </ul>
  );
}
/** Said of good signatures as well: no fault. */
const quiet: ReadonlySet<string> = new Set([
  "time-claimed",
  "time-proven",
  "signed-again",
  "timestamped",
  "evidence-added",
  "information-changed",
  "signed-late",
]);
