import { useTranslations } from "use-intl";
import type { MeetingView } from "@/lib/meetings/model";
import { formatInstant } from "@/lib/words";
import { Panel } from "../ui/panel";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { VerdictShape } from "../ui/verdict";
import { timeOf } from "./time-words";

type Props = { meeting: MeetingView; openings: NonNullable<MeetingView["openings"]> };

/** Participants down, papers across: who first opened which when. What is on paper only cannot be opened. */
export function Openings({ meeting, openings }: Props) {
  const t = useTranslations("meetings");
  const papers = meeting.items.flatMap((item, i) =>
    item.papers.filter(({ kind }) => kind !== "PRINTED").map((paper, k) => ({ ...paper, label: `${i + 1}.${k + 1}` })),
  );
  const by = new Map(openings.map((one) => [`${one.participantId}.${one.paperId}`, one]));
  if (papers.length === 0 || meeting.participants.length === 0) return null;
  return (
    <Panel title={t("matrix")} note={t("matrixNote")}>
      <TableFrame title={t("matrix")}>
        <table className={`${table.table} ${table.held}`}>
          <caption className={table.hidden}>{t("matrix")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("matrixPerson")}</th>
              {papers.map((paper) => (
                <th key={paper.id} scope="col" title={paper.name}>
                  <span aria-hidden>{paper.label}</span>
                  <span className={table.hidden}>{paper.name}</span>
                </th>
              ))}
              <th scope="col" className={table.number}>
                {t("matrixCount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {meeting.participants.map((one) => {
              const count = papers.filter((paper) => by.has(`${one.id}.${paper.id}`)).length;
              return (
                <tr key={one.id}>
                  <th scope="row">{one.name}</th>
                  {papers.map((paper) => {
                    const opening = by.get(`${one.id}.${paper.id}`);
                    return (
                      <td key={paper.id}>
                        {opening ? (
                          <span
                            title={t("matrixOpened", { at: formatInstant(new Date(opening.at)), name: opening.userName })}
                            data-verdict="good"
                          >
                            <VerdictShape verdict="good" /> {timeOf(opening.at)}
                          </span>
                        ) : (
                          <span className={table.quiet}>
                            <span aria-hidden>–</span>
                            <span className={table.hidden}>{t("matrixNot")}</span>
                          </span>
                        )}
                      </td>
                    );
                  })}
                  <td className={table.number}>
                    {count}/{papers.length}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableFrame>
    </Panel>
  );
}
