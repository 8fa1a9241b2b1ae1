import { useTranslations } from "use-intl";
import type { DossierDetail } from "@/lib/dossiers/model";
import table from "../ui/table.module.css";

/** What was handed in. */
export function Papers({ dossier: { papers, setCount } }: { dossier: DossierDetail }) {
  const t = useTranslations("dossiers.page");
  return (
    <>
      {papers.length === 0 ? (
        <p className={table.quiet}>{t("noPapers")}</p>
      ) : (
        <table className={table.table}>
          <caption className={table.hidden}>{t("papers")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("paper.name")}</th>
              <th scope="col">{t("paper.form")}</th>
              <th scope="col" className={table.number}>
                {t("paper.count")}
              </th>
            </tr>
          </thead>
          <tbody>
            {papers.map((paper, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was handed in stays in its place, and may be handed in twice.
              <tr key={i}>
                <th scope="row">
                  {paper.name}
                  {paper.supplement > 0 ? (
                    <span className={table.quiet}> · {t("paper.supplement", { nth: paper.supplement })}</span>
                  ) : null}
                  {paper.note ? <span className={table.quiet}> ({paper.note})</span> : null}
                </th>
                <td>
                  {t(`forms.${paper.form}`)}
                  {paper.isReused ? <span className={table.quiet}> · {t("paper.reused")}</span> : null}
                </td>
                <td className={table.number}>{paper.count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {setCount > 1 ? <p className={table.quiet}>{t("sets", { count: setCount })}</p> : null}
    </>
  );
}
