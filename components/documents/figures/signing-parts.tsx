import { useLocale, useTranslations } from "use-intl";
import type { DocumentBoard, DocumentCode } from "@/lib/indicators/model";
import { formatNumber, formatPercent } from "@/lib/words";
import { asPercent, useSheet } from "../../board/sheet";
import { type PartLook, PartsChart } from "../../charts/parts";
import { ExportMenu } from "../../ui/export-menu";
import { Panel } from "../../ui/panel";
import { EmptyState } from "../../ui/states";
import { type DocumentQuestion, documentBoardLink, documentsOf } from "./board-query";
import type { DocumentFilterState } from "./board-screen";

/** What outgoing documents are parted into by their signatures: together they are all of them. */
const parts = [
  ["e-signature-rate", "good"],
  ["signatures-doubtful", "watch"],
  ["signatures-invalid", "bad"],
  ["documents-unsigned", "bad-soft"],
  ["signatures-unknown", "none"],
  ["signatures-pending", "none-soft"],
  ["documents-exempt", "aside"],
] as const satisfies readonly (readonly [DocumentCode, PartLook])[];
/** More would be a wall of bars; the table below has them all. */
const most = 12;

type Props = {
  title: string;
  note: string;
  by: "unit" | "type";
  board: DocumentBoard;
  question: DocumentQuestion;
  filter: DocumentFilterState;
  canList: boolean;
};

/** How the outgoing documents of units or of types are signed: units by their rate, the lowest first; types by how many there are. */
export function SigningParts({ title, note, by, board, question, filter, canList }: Props) {
  const t = useTranslations("documentBoard");
  const locale = useLocale();
  const sheet = useSheet({ ...filter, knownOn: null, isDemo: board.isDemo });
  const all = board[by === "unit" ? "units" : "types"].flatMap(({ id, name, readings }) => {
    const topOf = (code: DocumentCode) => readings.find((r) => r.code === code)?.top ?? 0;
    const rate = readings.find((r) => r.code === "e-signature-rate")?.value ?? null;
    const outgoing = topOf("documents-outgoing");
    return outgoing === 0 ? [] : [{ id, name, rate, outgoing, values: parts.map(([code]) => topOf(code)) }];
  });
  const ranked = all.sort((a, b) =>
    by === "unit" ? (a.rate ?? 2) - (b.rate ?? 2) || b.outgoing - a.outgoing : b.outgoing - a.outgoing,
  );
  const names = parts.map(([code]) => t(`parts.${code}`));
  const file = () =>
    sheet(
      title,
      board.at,
      [t(by), t("columns.documents-outgoing"), ...names, `${t("columns.e-signature-rate")} (%)`],
      ranked.map(({ name, outgoing, values, rate }) => [name, outgoing, ...values, asPercent(rate)]),
    );
  const hrefOf = (id: number) =>
    by === "unit"
      ? documentBoardLink({ ...question, unitId: id })
      : canList
        ? documentsOf(question, "outgoing", { typeId: id })
        : undefined;
  return (
    <Panel
      title={title}
      note={ranked.length > most ? t("firstOf", { most, all: ranked.length, note }) : note}
      actions={<ExportMenu table={file} />}
    >
      {ranked.length === 0 ? (
        <EmptyState title={t("noneOutgoing")} />
      ) : (
        <PartsChart
          parts={parts.map(([, look], i) => ({ look, name: names[i] ?? "" }))}
          rows={ranked.slice(0, most).map(({ id, name, rate, outgoing, values }) => {
            const share = rate === null ? "–" : formatPercent(locale, rate);
            const told = values.flatMap((n, i) => (n > 0 ? [`${names[i]}: ${formatNumber(locale, n)}`] : []));
            return {
              ...{ key: String(id), name, href: hrefOf(id), values },
              told: `${share} · ${formatNumber(locale, outgoing)}`,
              label: `${name}: ${told.join(", ")}`,
            };
          })}
        />
      )}
    </Panel>
  );
}
