"use client";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import admin from "@/components/admin/admin.module.css";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import { directionWords, faultWords, serviceWords, statusWords } from "@/lib/exchange/labels";
import { type ExchangeBoard, type MessageFilter, messageStatuses } from "@/lib/exchange/model";
import { formatInstant, formatNumber, say } from "@/lib/words";
import classes from "./exchange.module.css";
import { MessageDialog } from "./message-dialog";

/** The messages, newest first, and one of them opened. */
export function MessageList({
  board,
  filter,
  onFilter,
}: {
  board: ExchangeBoard;
  filter: MessageFilter;
  onFilter: (filter: MessageFilter) => void;
}) {
  const t = useTranslations("exchange.list");
  const locale = useLocale();
  const [open, setOpen] = useState<string | null>(null);
  const { rows, next } = board;
  const narrowed = (more: MessageFilter) => onFilter({ ...filter, before: undefined, ...more });
  return (
    <>
      <div className={admin.bar}>
        <NativeSelect
          aria-label={t("status")}
          size="xs"
          value={filter.status ?? "ALL"}
          onChange={({ currentTarget: { value } }) => narrowed({ status: messageStatuses.find((one) => one === value) })}
          data={[
            ...(["FAILED", "WAITING", "DONE", "DROPPED"] as const).map((status) => ({
              value: status,
              label: say(locale, statusWords[status]),
            })),
            { value: "ALL", label: t("all") },
          ]}
        />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const code = String(new FormData(event.currentTarget).get("code") ?? "").trim();
            narrowed({ code: code || undefined, ...(code ? { status: undefined } : {}) });
          }}
        >
          <TextInput
            name="code"
            size="xs"
            aria-label={t("find")}
            placeholder={t("find")}
            maxLength={60}
            defaultValue={filter.code}
          />
        </form>
      </div>
      {rows.length === 0 ? (
        <p className={table.quiet}>{filter.status === "FAILED" ? t("noneFailed") : t("none")}</p>
      ) : (
        <TableFrame title={t("title")}>
          <table className={table.table}>
            <caption className={table.hidden}>{t("title")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("code")}</th>
                <th scope="col">{t("service")}</th>
                <th scope="col">{t("from")}</th>
                <th scope="col">{t("at")}</th>
                <th scope="col">{t("status")}</th>
                <th scope="col" className={classes.count}>
                  {t("tries")}
                </th>
                <th scope="col">{t("open")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id} data-message={row.id}>
                  <th scope="row">
                    {row.code ?? "–"}
                    <div className={table.quiet}>{row.unitName}</div>
                  </th>
                  <td>
                    {say(locale, directionWords[row.direction])}
                    <div className={table.quiet}>{say(locale, serviceWords[row.service])}</div>
                  </td>
                  <td>{row.senderName ?? t("portal")}</td>
                  <td className={admin.day}>{formatInstant(new Date(row.createdAt))}</td>
                  <td className={classes.why}>
                    <span data-verdict={row.status === "FAILED" ? "bad" : undefined} className={classes.mark}>
                      {say(locale, statusWords[row.status])}
                    </span>
                    {row.fault ? <div className={table.quiet}>{say(locale, faultWords[row.fault])}</div> : null}
                    {row.status === "WAITING" && row.nextAt ? (
                      <div className={table.quiet}>
                        {t("next")} {formatInstant(new Date(row.nextAt))}
                      </div>
                    ) : null}
                  </td>
                  <td className={classes.count}>{formatNumber(locale, row.attempts)}</td>
                  <td>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t("openOf", { id: row.id, code: row.code ?? "–" })}
                      onClick={() => setOpen(row.id)}
                    >
                      {t("open")}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      <div className={admin.end}>
        {filter.before ? (
          <Button size="compact-sm" variant="default" onClick={() => narrowed({})}>
            {t("first")}
          </Button>
        ) : null}
        {next ? (
          <Button size="compact-sm" variant="default" onClick={() => onFilter({ ...filter, before: next })}>
            {t("more")}
          </Button>
        ) : null}
      </div>
      {open ? <MessageDialog id={open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
