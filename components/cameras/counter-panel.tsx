"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { CameraView } from "@/lib/cameras/model";
import { Panel } from "../ui/panel";
import { FailedState } from "../ui/states";
import { CameraTile } from "./camera-tile";
import classes from "./cameras.module.css";
import { counterQuery } from "./cameras-query";
import { LiveDialog } from "./live-dialog";

/** The cameras at a unit's one-stop counters beside its dossiers: how each stands, its last picture with the time of it, live when pressed. */
export function CounterPanel({ unitId }: { unitId: number }) {
  const t = useTranslations("cameras.counter");
  const answer = useQuery(counterQuery(unitId));
  const [watched, setWatched] = useState<CameraView | null>(null);
  const { data, error } = answer;
  if (data?.total === 0) return null;
  return (
    <Panel
      title={t("title")}
      note={t("note")}
      actions={
        <Link href="/cameras" prefetch={false}>
          {data && data.total > data.cameras.length ? t("all", { count: data.total }) : t("open")}
        </Link>
      }
    >
      {error ? <FailedState error={error} onRetry={() => void answer.refetch()} /> : null}
      <ul className={classes.tiles} aria-label={t("title")}>
        {(data?.cameras ?? []).map((camera) => (
          <CameraTile key={camera.id} camera={camera} onEdit={null} onWatch={() => setWatched(camera)} />
        ))}
      </ul>
      {watched ? <LiveDialog camera={watched} onClose={() => setWatched(null)} /> : null}
    </Panel>
  );
}
