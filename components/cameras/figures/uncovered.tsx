import Link from "next/link";
import { useTranslations } from "use-intl";
import type { CameraBoard } from "@/lib/indicators/model";
import { formatDay } from "@/lib/words";
import { useSheet } from "../../board/sheet";
import classes from "../../documents/figures/figures.module.css";
import { ExportMenu } from "../../ui/export-menu";
import { Panel } from "../../ui/panel";
import { VerdictShape } from "../../ui/verdict";
import { camerasCounted } from "./board-query";
import type { CameraFilterState } from "./board-screen";
import type { CameraQuestion } from "./figures-query";

/** More names than these are a list of their own. */
const most = 60;

/** The hamlets where no camera shows anything, ward by ward. Whoever may not see cameras is told how many. */
export function Uncovered({
  board: { uncovered, total, at, isDemo },
  question,
  filter,
  canList,
}: {
  board: CameraBoard;
  question: CameraQuestion;
  filter: CameraFilterState;
  canList: boolean;
}) {
  const t = useTranslations("cameraBoard.uncovered");
  const sheet = useSheet({ ...filter, knownOn: null, isDemo });
  const count = total.hamlets - total.covered;
  if (total.hamlets === 0) return null;
  const named = uncovered ?? [];
  const wards = [...new Set(named.map(({ wardName }) => wardName))];
  const file = () =>
    sheet(
      t("title"),
      at,
      [t("hamlet"), t("ward")],
      named.map(({ name, wardName }) => [name, wardName]),
    );
  return (
    <Panel
      title={t("title")}
      note={t("note", { day: formatDay(filter.asOf) })}
      actions={named.length > 0 ? <ExportMenu table={file} /> : null}
    >
      <p>
        <VerdictShape verdict={count === 0 ? "good" : "bad"} />{" "}
        {count === 0 ? t("none", { hamlets: total.hamlets }) : t("count", { count, hamlets: total.hamlets })}
      </p>
      {named.length > 0 ? (
        <dl className={classes.definitions}>
          {wards.map((ward) => {
            const own = named.slice(0, most).filter(({ wardName }) => wardName === ward);
            return own.length === 0 ? null : (
              <div key={ward}>
                <dt>{ward ?? t("noWard")}</dt>
                <dd>{own.map(({ name }) => name).join(", ")}</dd>
              </div>
            );
          })}
        </dl>
      ) : null}
      {canList && count > 0 ? (
        <p>
          <Link href={camerasCounted(question, "uncovered")} prefetch={false}>
            {named.length > most ? t("all", { count: named.length }) : t("open")}
          </Link>
        </p>
      ) : null}
    </Panel>
  );
}
