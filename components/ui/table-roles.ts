/** Laid out as cards on a phone, the parts of a table lose what they are unless told. */
export const tableRoles = Object.fromEntries(
  (["table", "rowgroup", "row", "columnheader", "rowheader", "cell"] as const).map((role) => [role, { role }]),
);
