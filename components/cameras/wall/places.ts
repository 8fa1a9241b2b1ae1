import type { CameraWall, WallGrid } from "@/lib/cameras/model";

/** What a wall shows at a time: a camera in each place, 0 where there is none. */
export type WallPage = { title: string | null; ids: number[] };
export type Asked = { layout: string; grid: WallGrid; patrolSeconds: number };
export const sideOf = (grid: WallGrid): number => Math.sqrt(grid);

function chunks(ids: readonly number[], grid: number, title: string | null): WallPage[] {
  return Array.from({ length: Math.max(1, Math.ceil(ids.length / grid)) }, (_, page) => ({
    title,
    ids: Array.from({ length: grid }, (_, i) => ids[page * grid + i] ?? 0),
  }));
}

/** The pages of a layout: of "all" group after group, so that a patrol goes through the groups; of one that was kept as it was arranged. */
export function pagesOf(
  { cameras, groups, layouts }: Pick<CameraWall, "cameras" | "groups" | "layouts">,
  { layout, grid }: Pick<Asked, "layout" | "grid">,
): WallPage[] {
  const kept = layouts.find(({ id }) => String(id) === layout);
  if (kept) return chunks(kept.cameraIds, grid, null);
  const wanted = groups.filter(({ id }) => layout === "all" || layout === `group-${id}`);
  const pages = wanted.flatMap(({ id, name }) => {
    const ids = cameras.filter((camera) => camera.group.id === id).map((camera) => camera.id);
    return ids.length === 0 ? [] : chunks(ids, grid, name);
  });
  return pages.length > 0 ? pages : chunks([], grid, null);
}
/** The same for places that somebody is arranging. */
export const pagesOfPlaces = (ids: readonly number[], grid: WallGrid): WallPage[] => chunks(ids, grid, null);

/** Two places change what they hold. */
export function swapped(ids: readonly number[], from: number, to: number): number[] {
  const next = [...ids];
  [next[from], next[to]] = [ids[to] ?? 0, ids[from] ?? 0];
  return next;
}

const steps: Readonly<Record<string, [across: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Where an arrow leads from a place of a page; itself at the edge. */
export function placeAfter(key: string, place: number, side: number): number {
  const [across, down] = steps[key] ?? [0, 0];
  const [column, row] = [(place % side) + across, Math.floor(place / side) + down];
  return column < 0 || column >= side || row < 0 || row >= side ? place : row * side + column;
}
export const isArrow = (key: string): boolean => key in steps;
