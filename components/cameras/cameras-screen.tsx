"use client";
import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { groupName } from "@/lib/cameras/labels";
import { type CameraState, type CameraView, cameraStates } from "@/lib/cameras/model";
import { formatNumber } from "@/lib/words";
import type { Shape } from "../map/wards";
import { PageHead } from "../shell/page-head";
import { CountPills } from "../ui/count-pills";
import { MoreRows } from "../ui/more-rows";
import { Panel } from "../ui/panel";
import { Pick } from "../ui/pick";
import { Bone, EmptyState, FailedState } from "../ui/states";
import table from "../ui/table.module.css";
import { type CameraChoices, CameraForm } from "./camera-form";
import { CameraTile } from "./camera-tile";
import classes from "./cameras.module.css";
import { camerasQuery } from "./cameras-query";
import { LiveDialog } from "./live-dialog";
import { MapPanel } from "./map-panel";
import { StateMark } from "./state-mark";

/** What somebody who keeps the registry may choose from; null for whoever only looks. */
type Props = { choices: CameraChoices | null; shapes: readonly Shape[] };

/** Every camera in service with its last picture and how it is proven to stand; whoever keeps the registry adds and changes here. */
export function CamerasScreen({ choices, shapes }: Props) {
  const t = useTranslations("cameras");
  const locale = useLocale();
  const client = useQueryClient();
  const [state, setState] = useState<CameraState | null>(null);
  const [groupId, setGroupId] = useState<number | null>(null);
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 250);
  const [acting, setActing] = useState<CameraView | "new" | null>(null);
  const [watched, setWatched] = useState<CameraView | null>(null);
  const [said, setSaid] = useState("");
  const answer = useInfiniteQuery({ ...camerasQuery({ state, groupId, text: asked }), placeholderData: keepPreviousData });
  const pages = answer.data?.pages;
  const [first] = pages ?? [];
  const all = first ? Object.values(first.counts).reduce((sum, one) => sum + one, 0) : 0;
  const add = choices ? <Button onClick={() => setActing("new")}>{t("add")}</Button> : null;
  return (
    <div className={classes.page}>
      <PageHead
        title={t("title")}
        stamp={
          <span className={classes.acts}>
            {all > 0 ? <Link href="/cameras/wall">{t("wall")}</Link> : null}
            {choices ? (
              <>
                <Link href="/cameras/import">{t("sheet.open")}</Link>
                <Link href="/cameras/registry">{t("registry.open")}</Link>
                {all > 0 ? add : null}
              </>
            ) : null}
          </span>
        }
      />
      <p role="status" className={classes.said}>
        {said}
      </p>
      <Panel
        title={
          first && all > 0
            ? t("ratio", { online: formatNumber(locale, first.counts.ONLINE ?? 0), known: formatNumber(locale, all) })
            : t("list")
        }
        note={t("ratioNote")}
      >
        {answer.error ? <FailedState error={answer.error} onRetry={() => void answer.refetch()} /> : null}
        {!first && !answer.error ? <Bone height="16rem" /> : null}
        {first && all === 0 ? (
          <EmptyState title={t("empty")} action={add}>
            <p>{choices ? t("emptyText") : t("emptyForReader")}</p>
          </EmptyState>
        ) : null}
        {first && all > 0 ? (
          <div className={classes.bar}>
            <CountPills
              label={t("states")}
              names={cameraStates}
              counts={first.counts}
              picked={state}
              words={(name) => <StateMark state={name} />}
              onPick={setState}
            />
            <div className={classes.find}>
              <TextInput
                type="search"
                aria-label={t("find")}
                placeholder={t("find")}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
                maxLength={100}
                w="20rem"
                maw="100%"
              />
              <Pick
                label={t("group")}
                value={groupId === null ? "" : String(groupId)}
                options={[
                  { value: "", label: t("everyGroup") },
                  ...first.groups.map(({ id, count, ...group }) => ({
                    value: String(id),
                    label: `${groupName(locale, group)} (${formatNumber(locale, count)})`,
                  })),
                ]}
                onPick={(value) => setGroupId(value === "" ? null : Number(value))}
              />
            </div>
          </div>
        ) : null}
        {first && all > 0 && first.total === 0 ? <p className={table.quiet}>{t("noMatch")}</p> : null}
        {pages && first && first.total > 0 ? (
          <>
            <ul className={classes.tiles} aria-label={t("list")}>
              {pages
                .flatMap(({ cameras }) => cameras)
                .map((camera) => (
                  <CameraTile
                    key={camera.id}
                    camera={camera}
                    onEdit={choices ? () => setActing(camera) : null}
                    onWatch={() => setWatched(camera)}
                  />
                ))}
            </ul>
            <MoreRows of={answer} />
          </>
        ) : null}
      </Panel>
      {pages && first ? (
        <MapPanel
          cameras={pages.flatMap(({ cameras }) => cameras)}
          total={first.total}
          shapes={shapes}
          onWatch={setWatched}
          onEdit={choices ? setActing : null}
        />
      ) : null}
      {watched ? <LiveDialog camera={watched} onClose={() => setWatched(null)} /> : null}
      {acting && choices ? (
        <CameraForm
          camera={acting === "new" ? null : acting}
          choices={choices}
          shapes={shapes}
          onClose={() => setActing(null)}
          onDone={async (name) => {
            await client.invalidateQueries({ queryKey: ["cameras"] });
            setSaid(t(acting === "new" ? "added" : "changed", { name }));
            setActing(null);
          }}
        />
      ) : null}
    </div>
  );
}
