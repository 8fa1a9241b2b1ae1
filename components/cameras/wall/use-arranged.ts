import { useState } from "react";
import type { CameraWall } from "@/lib/cameras/model";
import { type Asked, pagesOf, pagesOfPlaces, placeAfter, sideOf, swapped, type WallPage } from "./places";

export type Held = { cameraId: number; before: number[] | null; page: number; place: number };
export type Arranged = ReturnType<typeof useArranged>;

/** What hangs where: the layout that is asked for, or what somebody is making of it; the place that is marked; what is picked up. */
export function useArranged(wall: CameraWall, first: Asked, firstPage: number) {
  const [asked, setAsked] = useState(first);
  const [draft, setDraft] = useState<number[] | null>(null);
  const [wish, setPage] = useState(firstPage);
  const [place, setPlace] = useState(0);
  const [held, setHeld] = useState<Held | null>(null);
  const pages = draft ? pagesOfPlaces(draft, asked.grid) : pagesOf(wall, asked);
  const page = Math.min(wish, pages.length - 1);
  const shown: WallPage = pages[page] ?? { title: null, ids: [] };
  const flat = () => draft ?? pages.flatMap(({ ids }) => ids);
  const at = page * asked.grid + place;
  const go = (to: number) => {
    setPage(Math.floor(to / asked.grid));
    setPlace(to % asked.grid);
  };
  const swapWith = (to: number) => {
    setDraft(swapped(flat(), at, to));
    go(to);
  };
  return {
    ...{ asked, draft, pages, page, place, held, shown },
    cameraId: shown.ids[place] ?? 0,
    mark: setPlace,
    ask(next: Partial<Asked>) {
      const isOther = next.layout !== undefined && next.layout !== asked.layout;
      setAsked({ ...asked, ...next });
      if (isOther) setDraft(null);
      if (isOther || (next.grid !== undefined && next.grid !== asked.grid)) {
        setPage(0);
        setPlace(0);
        setHeld(null);
      }
    },
    turn(by: number) {
      setPage((page + by + pages.length) % pages.length);
    },
    /** Moves the mark, or with it what is picked up: that goes over the edge onto the next page too. */
    step(key: string) {
      const side = sideOf(asked.grid);
      const next = placeAfter(key, place, side);
      if (!held) return setPlace(next);
      if (next !== place) return swapWith(page * asked.grid + next);
      const over = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
      const to = at + over;
      if (over !== 0 && to >= 0 && to < pages.length * asked.grid) swapWith(to);
    },
    pickUp(cameraId: number) {
      if (cameraId !== 0) setHeld({ cameraId, before: draft, page, place });
    },
    drop: () => setHeld(null),
    putBack() {
      if (!held) return;
      setDraft(held.before);
      setPage(held.page);
      setPlace(held.place);
      setHeld(null);
    },
    /** What was dragged from one place of the page to another. */
    drag(from: number, to: number) {
      if (from === to) return;
      const base = page * asked.grid;
      setDraft(swapped(flat(), base + from, base + to));
      setPlace(to);
    },
    /** Hangs a camera in the marked place; one that hangs elsewhere leaves that empty. 0 takes away what is there. */
    fill(cameraId: number) {
      setDraft(flat().map((one, i) => (i === at ? cameraId : one === cameraId ? 0 : one)));
    },
    /** What is kept: the places up to the last page that holds something. */
    places(): number[] {
      const all = flat();
      const last = all.findLastIndex((id) => id !== 0);
      return all.slice(0, Math.max(1, Math.ceil((last + 1) / asked.grid)) * asked.grid);
    },
    settled(layout: string) {
      setAsked({ ...asked, layout });
      setDraft(null);
    },
    discard: () => {
      setDraft(null);
      setHeld(null);
    },
    /** One more page to arrange. */
    addPage() {
      const all = flat();
      setDraft([...all, ...Array.from({ length: asked.grid }, () => 0)]);
      setPage(pages.length);
      setPlace(0);
    },
  };
}
