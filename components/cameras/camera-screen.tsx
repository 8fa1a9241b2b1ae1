"use client";
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { cameraProofWords, groupName } from "@/lib/cameras/labels";
import type { CameraOutageView } from "@/lib/cameras/model";
import { availabilityOf } from "@/lib/cameras/rules";
import { formatInstant, formatPercent, say } from "@/lib/words";
import { PageHead } from "../shell/page-head";
import { anyAnswer, useAct } from "../ui/act";
import { Fault } from "../ui/fault";
import { Panel } from "../ui/panel";
import { Bone, FailedState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { AcknowledgeDialog, MaintenanceDialog } from "./camera-acts";
import { CameraDays } from "./camera-days";
import classes from "./cameras.module.css";
import { storyQuery } from "./cameras-query";
import { LivePicture } from "./live-picture";
import { StateMark, verdictOf } from "./state-mark";
import { useLasting } from "./use-lasting";

/** One camera: its picture now, how it has stood day by day, what went wrong and who knows of it, and when somebody works on it. */
export function CameraScreen({ id, outageId, today }: { id: number; outageId: number | null; today: string }) {
  const t = useTranslations("cameras");
  const locale = useLocale();
  const client = useQueryClient();
  const lasting = useLasting();
  const answer = useQuery(storyQuery(id, outageId));
  const [acting, setActing] = useState<CameraOutageView | "maintain" | null>(null);
  const done = async () => {
    await client.invalidateQueries({ queryKey: ["cameras"] });
    setActing(null);
  };
  const end = useAct(anyAnswer, done);
  const story = answer.data;
  if (!story)
    return answer.error ? <FailedState error={answer.error} onRetry={() => void answer.refetch()} /> : <Bone height="24rem" />;
  const { camera, days, outages, restored, maintenance, mayManage } = story;
  const time = (instant: string) => formatInstant(new Date(instant));
  const share = availabilityOf({
    onlineMs: days.reduce((sum, day) => sum + day.onlineMs, 0),
    troubleMs: days.reduce((sum, day) => sum + day.troubleMs, 0),
  });
  const proof = say(locale, cameraProofWords[camera.health.proof]);
  return (
    <div className={classes.page}>
      <PageHead
        title={camera.name}
        stamp={
          <span className={classes.state} data-verdict={verdictOf[camera.health.state]}>
            <StateMark state={camera.health.state} />{" "}
            <span className={classes.since}>{t("since", { at: time(camera.health.sinceAt) })}</span>
          </span>
        }
      />
      <div className={classes.pair}>
        <Panel title={t("story.now")} note={t("live.told")}>
          {camera.hasStream ? (
            <LivePicture cameraId={id} name={camera.name} quality="high" />
          ) : (
            <p className={classes.quiet}>{t("story.noStream")}</p>
          )}
          <p className={classes.about}>
            {[camera.code, groupName(locale, camera.group), camera.unit.name, camera.area?.name ?? camera.address]
              .filter(Boolean)
              .join(" · ")}
          </p>
          {camera.purpose ? <p className={classes.about}>{t("live.purpose", { purpose: camera.purpose })}</p> : null}
          <p className={classes.about}>
            {proof} {camera.health.checkedAt ? t("checkedAt", { at: time(camera.health.checkedAt) }) : t("neverChecked")}
          </p>
        </Panel>
        <Panel title={t("story.days")} note={t("story.daysNote")}>
          <p className={classes.figure}>{share === null ? t("story.none") : formatPercent(locale, share)}</p>
          <p className={classes.quiet}>
            {restored ? t("story.restored", { count: restored.count, time: lasting(restored.meanMs) }) : t("story.noneRestored")}
          </p>
          <CameraDays days={days} />
        </Panel>
      </div>
      <Panel title={t("story.outages")} note={t("story.outagesNote")}>
        {outages.length === 0 ? <p className={table.quiet}>{t("story.noOutages")}</p> : null}
        {outages.length > 0 ? (
          <TableFrame title={t("story.outages")}>
            <table className={table.table}>
              <caption className={table.hidden}>{t("story.outages")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("story.what")}</th>
                  <th scope="col">{t("story.began")}</th>
                  <th scope="col">{t("story.ended")}</th>
                  <th scope="col">{t("story.cause")}</th>
                </tr>
              </thead>
              <tbody>
                {outages.map((one) => (
                  <tr
                    key={one.id}
                    id={`outage-${one.id}`}
                    className={classes.outage}
                    data-asked={one.id === outageId || undefined}
                  >
                    <th scope="row">
                      <StateMark state={one.state} />
                      <span className={classes.small}>{say(locale, cameraProofWords[one.proof])}</span>
                    </th>
                    <td>{time(one.startedAt)}</td>
                    <td>
                      {one.endedAt
                        ? `${time(one.endedAt)} (${lasting(Date.parse(one.endedAt) - Date.parse(one.startedAt))})`
                        : t("story.lasts")}
                    </td>
                    <td>
                      {one.acknowledged ? (
                        <>
                          {one.acknowledged.cause}
                          <span className={classes.small}>
                            {t("story.by", { name: one.acknowledged.byName, at: time(one.acknowledged.at) })}
                          </span>
                        </>
                      ) : mayManage ? (
                        <Button variant="default" size="compact-sm" onClick={() => setActing(one)}>
                          {t("story.acknowledge")}
                        </Button>
                      ) : (
                        t("story.unknown")
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        ) : null}
      </Panel>
      <Panel
        title={t("story.maintenance")}
        note={t("story.maintenanceNote")}
        actions={
          mayManage ? (
            <Button variant="default" size="compact-sm" onClick={() => setActing("maintain")}>
              {t("story.plan")}
            </Button>
          ) : null
        }
      >
        <Fault error={end.error} />
        {maintenance.length === 0 ? <p className={table.quiet}>{t("story.noMaintenance")}</p> : null}
        <ul className={classes.lines}>
          {maintenance.map((one) => (
            <li key={one.id}>
              <span>
                <b>{t("story.span", { from: time(one.fromAt), until: time(one.untilAt) })}</b> {one.reason}
                <span className={classes.small}>{one.byName}</span>
              </span>
              {mayManage && Date.parse(one.untilAt) > Date.now() ? (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  loading={end.isPending}
                  onClick={() => end.mutate({ method: "POST", url: `/api/v1/cameras/${id}/maintenance/${one.id}/end`, body: {} })}
                >
                  {t("story.endNow")}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      </Panel>
      {acting === "maintain" ? <MaintenanceDialog id={id} today={today} onClose={() => setActing(null)} onDone={done} /> : null}
      {acting && acting !== "maintain" ? (
        <AcknowledgeDialog id={id} outage={acting} onClose={() => setActing(null)} onDone={done} />
      ) : null}
    </div>
  );
}
