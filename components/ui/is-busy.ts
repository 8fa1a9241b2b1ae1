/** Is the page to be left alone: something is typed, or a dialog is open? */
export function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector("[role=dialog], dialog[open], [role=menu]")) return true;
  return (
    target instanceof HTMLElement && target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]") !== null
  );
}
