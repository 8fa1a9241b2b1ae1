"use client";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import { directionWords } from "@/lib/documents/labels";
import type { Book, BookList, DocumentType } from "@/lib/documents/model";
import { formatDay, say } from "@/lib/words";
import dossier from "../dossiers/dossier.module.css";
import { queryOf } from "../overview/links";
import { PageHead } from "../shell/page-head";
import { anyAnswer, useAct } from "../ui/act";
import { shownOf } from "../ui/answer";
import { Panel } from "../ui/panel";
import { useProblemWords } from "../ui/problem-words";
import { EmptyState, FailedState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { booksQuery } from "./document-query";
import classes from "./documents.module.css";
import { NewBook } from "./new-book";
import { SecretCountsPanel } from "./secret-counts";

type UnitName = { id: number; name: string };
type Props = { today: string; types: readonly DocumentType[]; registering: readonly UnitName[]; managing: readonly UnitName[] };

/** The registers there are, year by year: printed, taken along, closed; new ones opened; the months' numbers of secret documents noted. */
export function BooksScreen({ today, types, registering, managing }: Props) {
  const t = useTranslations("documents.books");
  const page = useTranslations("documents.page");
  const answer = useQuery<BookList>(booksQuery);
  const { data, refusal } = shownOf(answer);
  return (
    <>
      <PageHead
        above={
          <Link href="/documents" className={dossier.back} prefetch={false}>
            ← {page("back")}
          </Link>
        }
        title={t("title")}
        filters={
          registering.length > 0 ? (
            <Button component={Link} href="/documents/import" variant="default">
              {t("import")}
            </Button>
          ) : undefined
        }
      />
      {data ? (
        <Panel title={t("all")} note={t("allNote")}>
          {data.books.length === 0 ? (
            <EmptyState title={t("none")}>
              <p>{t("noneText")}</p>
            </EmptyState>
          ) : (
            <BookTable
              books={data.books}
              thisYear={Number(today.slice(0, 4))}
              mayClose={(unitId) => managing.some((unit) => unit.id === unitId)}
              mayPrint={(unitId) => registering.some((unit) => unit.id === unitId)}
            />
          )}
        </Panel>
      ) : refusal ? (
        <FailedState error={refusal} onRetry={() => void answer.refetch()} />
      ) : null}
      <div className={classes.page}>
        <SecretCountsPanel units={registering} thisYear={today.slice(0, 4)} />
        {managing.length > 0 ? <NewBook units={managing} types={types} /> : null}
      </div>
    </>
  );
}

function BookTable({
  books,
  thisYear,
  mayClose,
  mayPrint,
}: {
  books: readonly Book[];
  thisYear: number;
  mayClose(unitId: number): boolean;
  mayPrint(unitId: number): boolean;
}) {
  const t = useTranslations("documents.books");
  const locale = useLocale();
  const words = useProblemWords();
  const close = useAct(anyAnswer);
  const lines = books.flatMap((book) => (book.years.length > 0 ? book.years : [null]).map((year) => ({ book, year })));
  return (
    <TableFrame title={t("all")}>
      <table className={table.table}>
        <thead>
          <tr>
            {(["unit", "book", "year", "last", "acts"] as const).map((column) => (
              <th key={column} scope="col">
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ book, year }) => {
            const query = year && queryOf({ bookId: book.id, year: year.year });
            return (
              <tr key={`${book.id}-${year?.year ?? ""}`}>
                <td>{book.unitName}</td>
                <th scope="row">
                  {book.name} ({say(locale, directionWords[book.direction])})
                </th>
                <td>{year?.year}</td>
                <td>{year ? year.lastNumber : 0}</td>
                <td>
                  {year && mayPrint(book.unitId) ? (
                    <span className={classes.links}>
                      <a href={`/api/v1/documents/register.pdf?${query}`} target="_blank" rel="noopener">
                        {t("pdf", { year: year.year })}
                      </a>
                      <a href={`/api/v1/documents/register.xlsx?${query}`} download>
                        {t("xlsx", { year: year.year })}
                      </a>
                      {book.direction === "INCOMING" ? (
                        <>
                          <a href={`/api/v1/documents/register.pdf?${query}&form=follow-up`} target="_blank" rel="noopener">
                            {t("followUp", { year: year.year })}
                          </a>
                          <a href={`/api/v1/documents/register.xlsx?${query}&form=follow-up`} download>
                            {t("followUpXlsx", { year: year.year })}
                          </a>
                        </>
                      ) : null}
                      {year.closedAt ? (
                        <span>{t("closed", { day: formatDay(year.closedAt.slice(0, 10)) })}</span>
                      ) : mayClose(book.unitId) && year.year < thisYear ? (
                        <Button
                          variant="default"
                          size="compact-sm"
                          loading={close.isPending}
                          onClick={() =>
                            close.mutate({
                              method: "POST",
                              url: "/api/v1/documents/books/close",
                              body: { bookId: book.id, year: year.year },
                            })
                          }
                        >
                          {t("close", { year: year.year })}
                        </Button>
                      ) : null}
                    </span>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p role="alert" className={dossier.error}>
        {close.error ? words(close.error) : null}
      </p>
    </TableFrame>
  );
}
