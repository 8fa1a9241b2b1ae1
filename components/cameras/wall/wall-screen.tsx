"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type CSSProperties, useEffect, useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { groupName } from "@/lib/cameras/labels";
import type { CameraView, CameraWall, LiveQuality } from "@/lib/cameras/model";
import { anyAnswer, useAct } from "../../ui/act";
import { shownOf } from "../../ui/answer";
import { useProblemWords } from "../../ui/problem-words";
import { EmptyState, FailedState } from "../../ui/states";
import table from "../../ui/table.module.css";
import type { Asked } from "./places";
import { useArranged } from "./use-arranged";
import { useWallKeys } from "./use-wall-keys";
import { mayPlay, useWallPictures } from "./use-wall-pictures";
import { useIdle, useNow, usePatrol, useRemembered } from "./use-wall-time";
import classes from "./wall.module.css";
import { WallBar } from "./wall-bar";
import { ChooseDialog, KeysDialog, SaveDialog } from "./wall-dialogs";
import { wallQuery } from "./wall-query";
import { WallStatus } from "./wall-status";
import { TilePicture } from "./wall-tile";
import { WallTiles } from "./wall-tiles";

const usualPatrol = 15;

/** The wall of cameras: as much of the screen as there is, every act by key, and nothing that passes for live and is not. */
export function WallScreen({ asked, page }: { asked: Asked; page: number }) {
  const locale = useLocale();
  const answer = useQuery(wallQuery);
  const { data, refusal, isUnread } = shownOf<CameraWall>(answer);
  if (!data)
    return (
      <div className={classes.wall}>{refusal ? <FailedState error={refusal} onRetry={() => void answer.refetch()} /> : null}</div>
    );
  const named = { ...data, groups: data.groups.map((group) => ({ ...group, name: groupName(locale, group) })) };
  return <Wall wall={named} first={asked} firstPage={page} isUnread={isUnread} />;
}

type Props = { wall: CameraWall; first: Asked; firstPage: number; isUnread: boolean };
function Wall({ wall, first, firstPage, isUnread }: Props) {
  const t = useTranslations("cameraWall");
  const words = useProblemWords();
  const client = useQueryClient();
  const a = useArranged(wall, first, firstPage);
  const [largeId, setLarge] = useState<number | null>(null);
  const [isPaused, setPaused] = useState(false);
  const [dialog, setDialog] = useState<"save" | "choose" | "keys" | null>(null);
  const [said, setSaid] = useState<{ words: string; undo?: () => void } | null>(null);
  const [isDragging, setDragging] = useState(false);
  const now = useNow();
  const isIdle = useIdle();
  const tiles = useRef<HTMLUListElement>(null);
  const byId = new Map(wall.cameras.map((camera) => [camera.id, camera]));
  const large = largeId === null ? undefined : byId.get(largeId);
  const visible = (large ? [large.id] : a.shown.ids).flatMap((id) => byId.get(id) ?? []);
  const quality: LiveQuality = large ? "high" : "low";
  const { states, attach } = useWallPictures(visible.filter(mayPlay).map(({ id }) => ({ cameraId: id, quality })));
  const kept = wall.layouts.find(({ id }) => String(id) === a.asked.layout);
  const nameOf = (id: number) => byId.get(id)?.name ?? t("gone");
  const again = () => client.invalidateQueries({ queryKey: wallQuery.queryKey });

  const remember = useAct(anyAnswer);
  const save = useAct(
    () => import("@/lib/cameras/model").then((m) => m.CameraActed),
    async () => {
      await again();
      a.discard();
      setSaid({ words: t("saved", { name: kept?.name ?? "" }) });
    },
  );
  const act = useAct(anyAnswer, again);

  useRemembered(a.asked, a.page, (body) => remember.mutate({ method: "PUT", url: "/api/v1/camera-layouts/shown", body }));
  const isPatrolling = a.asked.patrolSeconds > 0 && a.pages.length > 1;
  const isTurning = isPatrolling && !isPaused && !large && !a.held && dialog === null && !isDragging;
  usePatrol(isTurning ? a.asked.patrolSeconds : null, a.page, () => a.turn(1));
  // The mark is the browser's own focus; a page that is turned under it keeps its place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is marked is what is focused.
  useEffect(() => {
    if (dialog !== null) return;
    const wanted = tiles.current?.querySelector<HTMLElement>(`[data-place="${large ? 0 : a.place}"]`);
    const { activeElement } = document;
    const isFree = activeElement === null || activeElement === document.body || tiles.current?.contains(activeElement);
    if (isFree) wanted?.focus({ preventScroll: true });
  }, [a.place, a.page, a.draft, largeId, dialog]);

  const startSaving = () => {
    if (!kept?.isOwn) return setDialog("save");
    const { name, isShared, version } = kept;
    const { grid, patrolSeconds } = a.asked;
    save.mutate({
      ...{ method: "PUT", url: `/api/v1/camera-layouts/${kept.id}` },
      body: { name, isShared, version, grid, patrolSeconds, cameraIds: a.places() },
    });
  };
  const drop = () => {
    if (!a.held) return;
    setSaid({ words: t("dropped", { name: nameOf(a.held.cameraId), place: a.place + 1, page: a.page + 1 }) });
    a.drop();
  };
  const open = (place: number) => {
    a.mark(place);
    const id = a.shown.ids[place] ?? 0;
    if (id === 0) setDialog("choose");
    else if (byId.has(id)) setLarge(id);
  };
  const toggleFull = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void document.documentElement.requestFullscreen().catch(() => undefined);
  };
  const togglePatrol = () => {
    if (a.asked.patrolSeconds === 0) a.ask({ patrolSeconds: usualPatrol });
    else setPaused(!isPaused);
  };
  const toggleHold = () => {
    if (large) return;
    if (a.held) return drop();
    a.pickUp(a.cameraId);
  };
  useWallKeys({
    grid: (grid) => a.ask({ grid }),
    step: (key) => (large ? undefined : a.step(key)),
    enter: () => (large ? setLarge(null) : a.held ? drop() : open(a.place)),
    escape() {
      if (large) return setLarge(null);
      if (!a.held) return;
      setSaid({ words: t("takenBack", { name: nameOf(a.held.cameraId) }) });
      a.putBack();
    },
    turn: (by) => (large ? undefined : a.turn(by)),
    ...{ patrol: togglePatrol, hold: toggleHold, full: toggleFull },
    fill: () => (large ? undefined : setDialog("choose")),
    clear: () => (large || a.cameraId === 0 ? undefined : a.fill(0)),
    save: startSaving,
    help: () => setDialog("keys"),
  });
  const remove = async () => {
    if (!kept) return;
    await act.mutateAsync({ method: "POST", url: `/api/v1/camera-layouts/${kept.id}/remove`, body: {} });
    a.ask({ layout: "all" });
    setSaid({
      words: t("removed", { name: kept.name }),
      undo: () =>
        void act.mutateAsync({ method: "POST", url: `/api/v1/camera-layouts/${kept.id}/restore`, body: {} }).then(
          () => {
            a.settled(String(kept.id));
            setSaid({ words: t("restored", { name: kept.name }) });
          },
          () => undefined,
        ),
    });
  };
  const name =
    kept?.name ??
    (a.asked.layout === "all" ? t("all") : (wall.groups.find(({ id }) => `group-${id}` === a.asked.layout)?.name ?? t("all")));
  const error = save.error ?? act.error;
  const picture = (camera: CameraView, isLarge: boolean) => (
    <TilePicture
      camera={camera}
      state={mayPlay(camera) ? (states.get(camera.id) ?? { kind: "opening" }) : null}
      attach={attach(camera.id)}
      {...{ now, isLarge }}
    />
  );
  return (
    <div className={classes.wall} data-idle={isIdle || undefined}>
      <h1 className={table.hidden}>{t("title")}</h1>
      <WallBar
        {...{ wall, isPaused }}
        asked={a.asked}
        isDraft={a.draft !== null}
        isOwn={kept?.isOwn ?? false}
        hasPages={a.pages.length > 1}
        isHidden={isIdle}
        onLayout={(layout) => {
          const next = wall.layouts.find(({ id }) => String(id) === layout);
          setLarge(null);
          a.ask({ layout, ...(next ? { grid: next.grid, patrolSeconds: next.patrolSeconds } : {}) });
        }}
        onGrid={(grid) => a.ask({ grid })}
        onPatrol={(patrolSeconds) => a.ask({ patrolSeconds })}
        onPause={togglePatrol}
        onTurn={a.turn}
        onHold={toggleHold}
        onAddPage={a.addPage}
        onSave={startSaving}
        onDiscard={a.discard}
        onRemove={() => void remove().catch(() => undefined)}
        onFull={toggleFull}
        onKeys={() => setDialog("keys")}
      />
      {wall.cameras.length === 0 ? (
        <EmptyState title={t("none")} />
      ) : large ? (
        <ul ref={tiles} className={classes.tiles} data-large aria-label={t("tiles")} style={{ "--side": 1 } as CSSProperties}>
          <li className={classes.tile}>
            <button
              type="button"
              className={classes.press}
              data-place={0}
              aria-label={t("back")}
              onClick={() => setLarge(null)}
            />
            <div className={classes.under}>{picture(large, true)}</div>
            <p className={classes.about}>
              {[
                large.code,
                wall.groups.find(({ id }) => id === large.group.id)?.name,
                large.unit.name,
                large.area?.name ?? large.address,
              ]
                .filter(Boolean)
                .join(" · ")}
              {large.purpose ? ` · ${t("purpose", { purpose: large.purpose })}` : ""} · {t("told")}
            </p>
          </li>
        </ul>
      ) : (
        <WallTiles
          ref={tiles}
          ids={a.shown.ids}
          grid={a.asked.grid}
          marked={a.place}
          heldId={a.held?.cameraId ?? null}
          onMark={a.mark}
          onOpen={open}
          onDrag={a.drag}
          onDragging={setDragging}
          {...{ byId, picture }}
        />
      )}
      <WallStatus
        name={a.draft ? t("changed", { name }) : name}
        title={a.shown.title}
        page={a.page + 1}
        pages={a.pages.length}
        patrolSeconds={isPatrolling ? a.asked.patrolSeconds : 0}
        live={visible.filter(({ id }) => states.get(id)?.kind === "live").length}
        count={visible.length}
        said={a.held ? { words: t("heldNow", { name: nameOf(a.held.cameraId) }) } : error ? { words: words(error) } : said}
        {...{ isTurning, isUnread, now }}
      />
      {dialog === "save" ? (
        <SaveDialog
          asked={a.asked}
          places={a.places()}
          name={kept ? kept.name : (a.shown.title ?? "")}
          onClose={() => setDialog(null)}
          onDone={async (id, saved) => {
            await again();
            a.settled(String(id));
            setDialog(null);
            setSaid({ words: t("saved", { name: saved }) });
          }}
        />
      ) : null}
      {dialog === "choose" ? (
        <ChooseDialog
          cameras={wall.cameras}
          place={a.place + 1}
          isFilled={a.cameraId !== 0}
          onClose={() => setDialog(null)}
          onPick={(id) => {
            a.fill(id);
            setDialog(null);
          }}
        />
      ) : null}
      {dialog === "keys" ? <KeysDialog onClose={() => setDialog(null)} /> : null}
    </div>
  );
}
