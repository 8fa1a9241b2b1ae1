import { type RefObject, useEffect } from "react";

const linksIn = (body: RefObject<HTMLElement | null>) => [
  ...(body.current?.querySelectorAll<HTMLAnchorElement>("tr > th a, [data-row] > a[data-id]") ?? []),
];

/** The link of the row the focus is in, wherever in it. */
export function focusedRow(body: RefObject<HTMLElement | null>): HTMLAnchorElement | null {
  const row = document.activeElement?.closest("tr, [data-row]");
  return row && body.current?.contains(row) ? row.querySelector<HTMLAnchorElement>("th a, a[data-id]") : null;
}

/** j and k (or the arrows, once there) move the focus from row to row, of a table or of cards (`data-row`); / goes to the search; typing into a field is left alone. */
export function useRowKeys(body: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isDown = event.key === "j" || event.key === "ArrowDown";
      const isUp = event.key === "k" || event.key === "ArrowUp";
      if ((!isDown && !isUp && event.key !== "/") || event.ctrlKey || event.metaKey || event.altKey) return;
      const at = event.target;
      if (
        at instanceof HTMLElement &&
        at.closest("input:not([type=checkbox]), select, textarea, [contenteditable], [role=dialog], dialog")
      )
        return;
      if (event.key === "/") {
        event.preventDefault();
        document.querySelector<HTMLInputElement>("search input[type=search]")?.focus();
        return;
      }
      const links = linksIn(body);
      const row = focusedRow(body);
      const now = row ? links.indexOf(row) : -1;
      // The arrows scroll the page until a row has the focus.
      if (now < 0 && event.key.startsWith("Arrow")) return;
      const next = links[isDown ? now + 1 : now < 0 ? 0 : now - 1];
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.closest("tr, [data-row]")?.scrollIntoView({ block: "nearest" });
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [body]);
}
