"use client";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { anyAnswer, useAct } from "@/components/ui/act";
import { Fault } from "@/components/ui/fault";
import type { City } from "@/lib/city/model";
import classes from "./admin.module.css";
import { CityForm, EmblemForm } from "./city-forms";
import steps from "./setup.module.css";

export const setupSteps = ["city", "units", "calendar", "signIn"] as const;
type Year = { year: number; workingDays: number | null };

/** The guided set-up after the first administrator signed in. Every step can be left and taken up again. */
export function Setup({
  city,
  unitCount,
  years,
  oidcName,
}: {
  city: City | null;
  unitCount: number;
  years: readonly Year[];
  oidcName: string | null;
}) {
  const t = useTranslations("admin");
  const router = useRouter();
  const [at, setAt] = useState(0);
  const step = setupSteps[at] ?? "city";
  const startYear = useAct(anyAnswer, () => router.refresh());
  const finish = useAct(anyAnswer, () => router.push("/"));
  const move = (
    <div className={classes.end}>
      <Button variant="default" disabled={at === 0} onClick={() => setAt(at - 1)}>
        {t("setup.back")}
      </Button>
      {at < setupSteps.length - 1 ? (
        <Button onClick={() => setAt(at + 1)}>{t("setup.next")}</Button>
      ) : (
        <Button
          loading={finish.isPending}
          onClick={() => finish.mutate({ method: "POST", url: "/api/v1/city/set-up", body: {} })}
        >
          {t("setup.finish")}
        </Button>
      )}
    </div>
  );
  return (
    <div className={classes.form}>
      <ol className={steps.steps}>
        {setupSteps.map((name, i) => (
          <li key={name} aria-current={i === at ? "step" : undefined} data-done={i < at || undefined}>
            <button type="button" onClick={() => setAt(i)}>
              <span aria-hidden>{i + 1}</span> {t(`setup.steps.${name}`)}
            </button>
          </li>
        ))}
      </ol>
      {step === "city" ? (
        <>
          {city ? (
            <div className={classes.part}>
              <EmblemForm />
            </div>
          ) : null}
          <div className={classes.part}>
            <CityForm city={city} submit={t("setup.next")} onSaved={() => setAt(1)} />
          </div>
        </>
      ) : null}
      {step === "units" ? (
        <>
          <p>{t("setup.unitsHelp")}</p>
          <p className={classes.figure}>{t("setup.unitsCount", { count: unitCount })}</p>
          <p>
            <a href="/admin/units">{t("setup.openUnits")}</a>
          </p>
          {move}
        </>
      ) : null}
      {step === "calendar" ? (
        <>
          <p>{t("setup.calendarHelp")}</p>
          <ul className={classes.list}>
            {years.map(({ year, workingDays }) => (
              <li key={year}>
                {workingDays === null ? (
                  <>
                    {t("setup.calendarMissing", { year: String(year) })}{" "}
                    <Button
                      size="compact-sm"
                      variant="light"
                      loading={startYear.isPending}
                      onClick={() => startYear.mutate({ method: "POST", url: "/api/v1/calendar/years", body: { year } })}
                    >
                      {t("calendar.start")}
                    </Button>
                  </>
                ) : (
                  t("setup.calendarReady", { year: String(year), count: workingDays })
                )}
              </li>
            ))}
          </ul>
          <Fault error={startYear.error} />
          <p>
            <a href="/admin/calendar">{t("setup.openCalendar")}</a>
          </p>
          {move}
        </>
      ) : null}
      {step === "signIn" ? (
        <>
          <p>{t("setup.signInHelp")}</p>
          <p>{oidcName ? t("setup.oidcOn", { name: oidcName }) : t("setup.oidcOff")}</p>
          <Fault error={finish.error} />
          {move}
        </>
      ) : null}
    </div>
  );
}
