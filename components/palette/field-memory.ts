type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const fieldOf = (target: EventTarget | null): Field | null =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
    ? target
    : null;

/** Does typing go into this? */
export const takesText = (target: EventTarget | null): boolean => {
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  const field = fieldOf(target);
  return field !== null && !(field instanceof HTMLInputElement && /^(checkbox|radio|button|submit|reset|file)$/.test(field.type));
};

/** Remembers what stands in a field; what it gives puts that back, as if nothing had been typed since. */
export function rememberField(target: EventTarget | null): () => void {
  const field = fieldOf(target);
  if (!field) return () => undefined;
  const { value } = field;
  const selection = field instanceof HTMLSelectElement ? null : ([field.selectionStart, field.selectionEnd] as const);
  return () => {
    if (!field.isConnected || field.value === value) return;
    // By the element's own setter: the library that draws it has put another in front, and must hear of the change.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set?.call(field, value);
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
    if (selection?.[0] != null && !(field instanceof HTMLSelectElement)) field.setSelectionRange(selection[0], selection[1]);
  };
}
