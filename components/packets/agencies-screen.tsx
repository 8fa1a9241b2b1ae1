"use client";
import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { packetFaultWords, refusals } from "@/lib/packets/labels";
import type { AgenciesRead, AgencyList } from "@/lib/packets/model";
import { fieldFaults, formatDay, type Locale, say, type Words } from "@/lib/words";
import admin from "../admin/admin.module.css";
import { PageHead } from "../shell/page-head";
import { anyAnswer, useAct } from "../ui/act";
import { base64Of } from "../ui/base64";
import { Fault } from "../ui/fault";
import { FileField } from "../ui/file-field";
import { Panel } from "../ui/panel";
import { Bone, EmptyState, FailedState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import classes from "./packets.module.css";
import { agenciesQuery } from "./packets-query";

const faultWords: Readonly<Record<string, Words>> = { ...fieldFaults, ...packetFaultWords, ...refusals };
const why = (locale: Locale, code: string) => (faultWords[code] ? say(locale, faultWords[code]) : code);

/** The agencies outside the city that documents are exchanged with: looked up, added one by one, or read from a spreadsheet. */
export function AgenciesScreen() {
  const t = useTranslations("packets.agencies");
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 250);
  const answer = useQuery<AgencyList>({ ...agenciesQuery(asked), placeholderData: keepPreviousData });
  const { data } = answer;
  return (
    <div className={admin.page}>
      <PageHead title={t("title")} />
      <p className={admin.intro}>{t("intro")}</p>
      <div className={classes.pair}>
        <Panel title={data ? t("total", { count: data.total }) : t("caption")}>
          <div className={classes.bar}>
            <TextInput
              aria-label={t("find")}
              placeholder={t("find")}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              maxLength={200}
              type="search"
              w="22rem"
              maw="100%"
            />
          </div>
          {answer.error ? <FailedState error={answer.error} onRetry={() => void answer.refetch()} /> : null}
          {!data && !answer.error ? <Bone height="12rem" /> : null}
          {data && data.agencies.length === 0 ? (
            asked === "" ? (
              <EmptyState title={t("none")}>
                <p>{t("noneText")}</p>
              </EmptyState>
            ) : (
              <p className={table.quiet}>{t("noMatch")}</p>
            )
          ) : null}
          {data && data.agencies.length > 0 ? <AgencyTable agencies={data.agencies} /> : null}
        </Panel>
        <div className={classes.form}>
          <NewAgency />
          <ImportAgencies />
        </div>
      </div>
    </div>
  );
}

function AgencyTable({ agencies }: Pick<AgencyList, "agencies">) {
  const t = useTranslations("packets.agencies");
  return (
    <TableFrame title={t("caption")}>
      <table className={table.table}>
        <caption className={table.hidden}>{t("caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("code")}</th>
            <th scope="col">{t("email")}</th>
          </tr>
        </thead>
        <tbody>
          {agencies.map((agency) => (
            <tr key={agency.id}>
              <th scope="row">{agency.name}</th>
              <td>
                {agency.identifiers.map(({ code, validFrom, validUntil }) => (
                  <div key={`${code}${validFrom}`}>
                    {code}{" "}
                    <span className={table.quiet}>
                      {t("since", { day: formatDay(validFrom) })}
                      {validUntil ? ` ${t("until", { day: formatDay(validUntil) })}` : null}
                    </span>
                  </div>
                ))}
              </td>
              <td>{agency.email}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function NewAgency() {
  const t = useTranslations("packets.agencies");
  const empty = { name: "", code: "", email: "" };
  const [form, setForm] = useState(empty);
  const [said, setSaid] = useState("");
  const add = useAct(anyAnswer, () => {
    setSaid(t("added", { name: form.name.trim() }));
    setForm(empty);
  });
  return (
    <Panel title={t("add")}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          setSaid("");
          const email = form.email.trim();
          add.mutate({
            method: "POST",
            url: "/api/v1/agencies",
            body: { name: form.name.trim(), code: form.code.trim(), ...(email ? { email } : {}) },
          });
        }}
      >
        {(["name", "code", "email"] as const).map((field) => (
          <TextInput
            key={field}
            label={t(field)}
            value={form[field]}
            required={field !== "email"}
            type={field === "email" ? "email" : "text"}
            maxLength={field === "name" ? 300 : field === "code" ? 60 : 200}
            onChange={(event) => setForm({ ...form, [field]: event.currentTarget.value })}
          />
        ))}
        <Fault error={add.error} />
        <p role="status">{said}</p>
        <div className={classes.buttons}>
          <Button type="submit" loading={add.isPending} disabled={form.name.trim() === "" || form.code.trim() === ""}>
            {t("add")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function ImportAgencies() {
  const t = useTranslations("packets.agencies");
  const locale = useLocale();
  const [file, setFile] = useState<File | null>(null);
  const read = useAct<AgenciesRead>(
    async () => (await import("@/lib/packets/model")).AgenciesRead,
    () => setFile(null),
  );
  return (
    <Panel title={t("import")}>
      <form
        className={classes.form}
        onSubmit={async (event) => {
          event.preventDefault();
          if (file) read.mutate({ method: "POST", url: "/api/v1/agencies/import", body: { file: await base64Of(file) } });
        }}
      >
        <FileField label={t("file")} description={t("fileHint")} accept=".xlsx,.csv" required file={file} onFile={setFile} />
        <Fault error={read.error} />
        {read.data ? (
          <div role="status">
            <p>
              {t("imported", {
                ...{ added: read.data.added, changed: read.data.changed, unchanged: read.data.unchanged },
                rejected: read.data.faults.length,
              })}
            </p>
            <ul className={classes.files}>
              {read.data.faults.slice(0, 50).map(({ line, code }) => (
                <li key={line}>{t("fault", { line, why: why(locale, code) })}</li>
              ))}
            </ul>
          </div>
        ) : null}
        <div className={classes.buttons}>
          <Button type="submit" loading={read.isPending} disabled={file === null}>
            {t("importDo")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
