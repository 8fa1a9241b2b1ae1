import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { tableRoles } from "../ui/table-roles";
import classes from "./work.module.css";

type Line = { id: number };
export type Marks<R extends Line> = {
  chosen: readonly R[];
  rows: readonly R[];
  has(id: number): boolean;
  toggle(id: number): void;
  setAll(isMarked: boolean): void;
};

/** Which lines of a table are marked. `isMarkedFirst`: all are until they are left out, those that come later too. */
export function useMarks<R extends Line>(rows: readonly R[], isMarkedFirst = false): Marks<R> {
  const [others, setOthers] = useState<ReadonlySet<number>>(new Set());
  const has = (id: number) => others.has(id) !== isMarkedFirst;
  return {
    rows,
    has,
    chosen: rows.filter((row) => has(row.id)),
    toggle: (id) =>
      setOthers((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
    setAll: (isMarked) => setOthers(new Set(isMarked === isMarkedFirst ? [] : rows.map((row) => row.id))),
  };
}

/** The head of the column of marks: marks all lines, or none. */
export function MarkHead<R extends Line>({ marks: { chosen, rows, setAll }, label }: { marks: Marks<R>; label: string }) {
  const isAll = chosen.length > 0 && chosen.length === rows.length;
  return (
    <th scope="col" className={classes.mark} {...tableRoles.columnheader}>
      <Checkbox
        aria-label={label}
        size="xs"
        checked={isAll}
        indeterminate={chosen.length > 0 && !isAll}
        onChange={() => setAll(!isAll)}
      />
    </th>
  );
}

export function MarkCell<R extends Line>({ marks, id, label }: { marks: Marks<R>; id: number; label: string }) {
  return (
    <td className={classes.mark} {...tableRoles.cell} data-cell="mark">
      <Checkbox aria-label={label} size="xs" checked={marks.has(id)} onChange={() => marks.toggle(id)} />
    </td>
  );
}
