"use client";
import { Button, NativeSelect, NumberInput, Progress } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import imports from "@/components/imports/imports.module.css";
import { sendFile } from "@/components/imports/send-file";
import { directionWords } from "@/lib/documents/labels";
import type { BookList } from "@/lib/documents/model";
import { registerDirections } from "@/lib/imports/model";
import { say } from "@/lib/words";
import { Fault } from "../../ui/fault";
import { booksQuery } from "../document-query";
import { FileField } from "./file-field";
import { archiveAddress } from "./import-query";
import { SendingWords } from "./sending-words";

type UnitName = { id: number; name: string };
/** `id`: of the register the zip goes with. */
type Sending = { id: number | null; percent: number };

/** Sends an old register in, its zip after it, and opens the import's own page. */
export function SendRegister({ units, thisYear }: { units: readonly UnitName[]; thisYear: number }) {
  const t = useTranslations("documentImports.upload");
  const locale = useLocale();
  const router = useRouter();
  const [register, setRegister] = useState<File | null>(null);
  const [archive, setArchive] = useState<File | null>(null);
  const [unitId, setUnitId] = useState(String(units[0]?.id ?? ""));
  const [direction, setDirection] = useState<string>("INCOMING");
  const [year, setYear] = useState<number | string>(thisYear - 1);
  const [bookId, setBookId] = useState("");
  const [sending, setSending] = useState<Sending | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { data } = useQuery<BookList>(booksQuery);
  const books = (data?.books ?? []).filter(
    (book) => String(book.unitId) === unitId && book.direction === direction && book.typeIds.length > 0,
  );
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!register) return;
    const query = new URLSearchParams({ unitId, direction, year: String(year), ...(bookId && { bookId }) });
    setError(null);
    setSending({ id: null, percent: 0 });
    try {
      const { id } = await sendFile(register, `/api/v1/document-imports?${query}`, (percent) =>
        setSending({ id: null, percent }),
      );
      // A zip that is refused is told on the import's page, where another can be sent.
      if (archive) await sendFile(archive, archiveAddress(id), (percent) => setSending({ id, percent })).catch(() => undefined);
      router.push(`/documents/import/${id}`);
    } catch (cause) {
      setError(cause);
      setSending(null);
    }
  };
  return (
    <form className={imports.form} onSubmit={(event) => void submit(event)}>
      <div className={imports.pair}>
        <NativeSelect
          label={t("unit")}
          value={unitId}
          onChange={(event) => {
            setUnitId(event.currentTarget.value);
            setBookId("");
          }}
          data={units.map((unit) => ({ value: String(unit.id), label: unit.name }))}
        />
        <NativeSelect
          label={t("direction")}
          value={direction}
          onChange={(event) => {
            setDirection(event.currentTarget.value);
            setBookId("");
          }}
          data={registerDirections.map((one) => ({ value: one, label: say(locale, directionWords[one]) }))}
        />
        <NumberInput
          label={t("year")}
          description={t("yearHelp")}
          value={year}
          onChange={setYear}
          min={1945}
          max={thisYear}
          allowDecimal={false}
          thousandSeparator=""
          required
        />
        <NativeSelect
          label={t("book")}
          value={bookId}
          onChange={(event) => setBookId(event.currentTarget.value)}
          data={[{ value: "", label: t("commonBook") }, ...books.map(({ id, name }) => ({ value: String(id), label: name }))]}
        />
      </div>
      <div className={imports.pair}>
        <FileField label={t("register")} help={t("registerHelp")} accept=".xlsx,.csv" onChosen={setRegister} />
        <FileField label={t("archive")} help={t("archiveHelp")} accept=".zip" onChosen={setArchive} />
      </div>
      <Fault error={error} />
      {sending ? (
        <div role="status">
          {sending.id === null ? (
            <p>{t("sendingRegister", { percent: String(sending.percent) })}</p>
          ) : (
            <SendingWords id={sending.id} percent={sending.percent} />
          )}
          <Progress value={sending.percent} animated={sending.percent === 100} aria-label={t("title")} />
        </div>
      ) : null}
      <div className={imports.end}>
        <Button type="submit" disabled={!register} loading={sending !== null}>
          {t("send")}
        </Button>
      </div>
    </form>
  );
}
