"use client";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "use-intl";
import { anyAnswer, useAct } from "@/components/ui/act";
import { Fault } from "@/components/ui/fault";
import table from "@/components/ui/table.module.css";
import { methodLabels } from "@/lib/auth/labels";
import type { SessionView } from "@/lib/auth/model";
import { formatInstant, say } from "@/lib/words";
import classes from "./auth.module.css";
import { deviceOf } from "./device";

/** Where an account is signed in; each place can be ended at once. */
export function Sessions({ sessions, isOwn }: { sessions: readonly SessionView[]; isOwn: boolean }) {
  const t = useTranslations("auth.account");
  const locale = useLocale();
  const router = useRouter();
  const end = useAct(anyAnswer, () => router.refresh());
  const post = (url: string) => end.mutate({ method: "POST", url: `/api/v1/sessions/${url}`, body: {} });
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is moved with the keyboard inside its frame. */}
      <section className={table.scroll} tabIndex={0} aria-label={t("sessionsTable")}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t("device")}</th>
              <th scope="col">{t("address")}</th>
              <th scope="col">{t("method")}</th>
              <th scope="col">{t("began")}</th>
              <th scope="col">{t("seen")}</th>
              <th scope="col">{t("act")}</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => {
              const device = deviceOf(session.userAgent) ?? t("unknownDevice");
              return (
                <tr key={session.id}>
                  <th scope="row">{device}</th>
                  <td>{session.address ?? "–"}</td>
                  <td>{say(locale, methodLabels[session.method])}</td>
                  <td className={classes.time}>{formatInstant(new Date(session.createdAt))}</td>
                  <td className={classes.time}>{formatInstant(new Date(session.lastSeenAt))}</td>
                  <td>
                    {session.isCurrent ? (
                      <span className={classes.mark}>{t("here")}</span>
                    ) : (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={t("endThis", { device })}
                        disabled={end.isPending}
                        onClick={() => post(`${session.id}/revoke`)}
                      >
                        {t("end")}
                      </Button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <Fault error={end.error} />
      {isOwn && sessions.some((s) => !s.isCurrent) ? (
        <div>
          <Button mt="sm" variant="default" loading={end.isPending} onClick={() => post("revoke-others")}>
            {t("endOthers")}
          </Button>
        </div>
      ) : null}
    </>
  );
}
