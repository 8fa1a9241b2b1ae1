"use client";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "use-intl";
import * as z from "zod";
import { useAct } from "@/components/ui/act";
import { ExportMenu } from "@/components/ui/export-menu";
import { Fault } from "@/components/ui/fault";
import { Panel } from "@/components/ui/panel";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import { permissionLabels, roleLabels } from "@/lib/auth/labels";
import { type AccountReview, type ReviewLine, roles } from "@/lib/auth/model";
import type { Day } from "@/lib/calendar/model";
import { permissions, rights } from "@/lib/policy";
import { formatDay, formatInstant, type Locale, say } from "@/lib/words";
import classes from "./auth.module.css";

const Done = z.object({ accounts: z.int() });

/** Who may do what, one line a post, to be gone through and taken along; what each role brings; and the note that it was done. */
export function Review({ review, today }: { review: AccountReview; today: Day }) {
  return (
    <>
      <Standing review={review} today={today} />
      <Lines lines={review.lines} today={today} />
      <RoleRights today={today} />
    </>
  );
}

/** When it was last done and by whom, and the act that notes it. */
function Standing({ review: { last, dueOn }, today }: { review: AccountReview; today: Day }) {
  const t = useTranslations("users.review");
  const router = useRouter();
  const done = useAct(
    async () => Done,
    () => router.refresh(),
  );
  return (
    <Panel title={t("standing")}>
      <div className={classes.form}>
        <p>
          {last && dueOn
            ? t(dueOn < today ? "overdue" : "last", {
                at: formatInstant(new Date(last.at)),
                name: last.byName,
                due: formatDay(dueOn),
              })
            : t("never")}
        </p>
        <Fault error={done.error} />
        <div className={classes.acts}>
          <Button
            loading={done.isPending}
            onClick={() => done.mutate({ method: "POST", url: "/api/v1/users/reviews", body: {} })}
          >
            {t("confirm")}
          </Button>
        </div>
        {done.data ? <p role="status">{t("confirmed", { count: done.data.accounts })}</p> : null}
      </div>
    </Panel>
  );
}

const rightsOf = (locale: Locale, line: ReviewLine): string =>
  line.post ? rights[line.post.role].map((right) => say(locale, permissionLabels[right])).join("; ") : "";

function Lines({ lines, today }: { lines: readonly ReviewLine[]; today: Day }) {
  const t = useTranslations("users.review");
  const users = useTranslations("users");
  const locale = useLocale();
  const file = () => ({
    title: t("linesCaption"),
    notes: [formatDay(today)],
    columns: [
      users("name"),
      users("login"),
      users("unit"),
      users("titleOfPost"),
      t("role"),
      t("rights"),
      users("from"),
      t("totp"),
      users("statusLabel"),
      t("unusedSince"),
    ],
    rows: lines.map((line) => [
      line.name,
      line.login,
      line.post?.unitName ?? "",
      line.post?.title ?? t("none"),
      line.post ? say(locale, roleLabels[line.post.role]) : "",
      rightsOf(locale, line),
      line.post ? formatDay(line.post.validFrom) : "",
      t(line.hasTotp ? "on" : "off"),
      users(`status.${line.status}`),
      formatInstant(new Date(line.unusedSince)),
    ]),
  });
  return (
    <Panel title={t("lines")} actions={<ExportMenu table={file} />}>
      <TableFrame title={t("linesCaption")}>
        <table className={table.table}>
          <caption className={table.hidden}>{t("linesCaption")}</caption>
          <thead>
            <tr>
              <th scope="col">{users("name")}</th>
              <th scope="col">{users("posts")}</th>
              <th scope="col">{t("rights")}</th>
              <th scope="col">{t("totp")}</th>
              <th scope="col">{t("unusedSince")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.userId}-${line.post?.id ?? 0}`}>
                <th scope="row">
                  <a href={`/admin/users/${line.userId}`}>{line.name}</a>
                  <div className={table.quiet}>{line.login}</div>
                </th>
                <td className={classes.wide}>
                  {line.post ? `${line.post.title}, ${line.post.unitName}` : t("none")}
                  <div className={table.quiet}>{line.post ? say(locale, roleLabels[line.post.role]) : null}</div>
                </td>
                <td className={classes.wide}>{rightsOf(locale, line)}</td>
                <td className={classes.time}>{t(line.hasTotp ? "on" : "off")}</td>
                <td className={classes.time}>{formatInstant(new Date(line.unusedSince))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Panel>
  );
}

/** What each role brings, as lib/policy has it. */
function RoleRights({ today }: { today: Day }) {
  const t = useTranslations("users.review");
  const locale = useLocale();
  const file = () => ({
    title: t("matrix"),
    notes: [formatDay(today)],
    columns: [t("right"), ...roles.map((role) => say(locale, roleLabels[role]))],
    rows: permissions.map((right) => [
      say(locale, permissionLabels[right]),
      ...roles.map((role) => (rights[role].includes(right) ? t("has") : "")),
    ]),
  });
  return (
    <Panel title={t("matrix")} actions={<ExportMenu table={file} />}>
      <TableFrame title={t("matrix")}>
        <table className={table.table}>
          <caption className={table.hidden}>{t("matrix")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("right")}</th>
              {roles.map((role) => (
                <th key={role} scope="col">
                  {say(locale, roleLabels[role])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {permissions.map((right) => (
              <tr key={right}>
                <th scope="row">{say(locale, permissionLabels[right])}</th>
                {roles.map((role) => (
                  <td key={role}>
                    {rights[role].includes(right) ? t("has") : <span className={table.hidden}>{t("hasNot")}</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Panel>
  );
}
