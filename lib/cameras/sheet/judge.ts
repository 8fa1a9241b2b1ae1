import type { Day } from "@/lib/calendar/model";
import { type HeadedRow, plainCell } from "@/lib/files/rules";
import { readDay, searchable } from "@/lib/words";
import { CameraInput } from "../model";
import { cameraFaults } from "../registry/faults";
import { numberIn, saysNone, splitAddress, textIn } from "./cells";
import { type CameraSheetField, isTold } from "./headings";
import { cellsOf, type KnownCamera } from "./known";
import { type CameraSheetFault, type CameraSheetFaultCode, cameraSheetFaults } from "./model";

/** What lines are judged by: the registry as it stands, and what its words mean today. */
export type CameraJudge = {
  today: Day;
  byCode: ReadonlyMap<string, KnownCamera>;
  /** A group a camera may join, by either of its names. */
  groupOf(name: string): number | null;
  unitByCode(code: string): number | null;
  unitOf(name: string): number | null;
  areaByCode(code: string): number | null;
  areaOf(name: string): number | null;
};
export type CameraPlan = {
  line: number;
  code: string;
  name: string;
  existing: KnownCamera | null;
  /** Null where there are faults. */
  input: CameraInput | null;
  changes: CameraSheetField[];
  faults: CameraSheetFault[];
};

/** Judges every line. A cell that is empty says nothing and leaves what is there; "Không" says that there is nothing. */
export function judgeCameras(rows: readonly HeadedRow<CameraSheetField>[], by: CameraJudge): CameraPlan[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    const plan = judgeLine(row, by);
    if (!seen.has(plan.code)) seen.add(plan.code);
    else if (plan.code !== "")
      return {
        ...plan,
        input: null,
        faults: [{ field: "code", code: "camera-sheet-code-twice", value: plan.code.slice(0, 120) }, ...plan.faults],
      };
    return plan;
  });
}

const addresses = ["mainStream", "subStream", "snapshotUrl"] as const;
const texts = ["address", "model", "purpose", "note", ...addresses] as const;
const numbers = ["latitude", "longitude", "bearingDegrees", "viewDegrees", "viewMetres"] as const;

function judgeLine({ line, cells: written }: HeadedRow<CameraSheetField>, by: CameraJudge): CameraPlan {
  const faults: CameraSheetFault[] = [];
  const cells = withoutSignIn(written);
  const said = (field: CameraSheetField): string => cells[field] ?? "";
  const fault = (field: CameraSheetField, code: CameraSheetFaultCode) =>
    void faults.push({ field, code, value: isTold(field) ? said(field).slice(0, 120) : "" });
  const code = textIn(said("code"));
  const name = textIn(said("name"));
  const existing = by.byCode.get(code) ?? null;
  const kept = existing && cellsOf(existing);
  /** Does a cell say what is there already, as a list of ours would? */
  const isAsBefore = (field: CameraSheetField): boolean => {
    const cell = said(field);
    const before = kept?.[field] ?? "";
    return kept !== null && (cell === "" || cell === String(before).trim() || cell === plainCell(before).trim());
  };
  /** The reading of a cell; what is there where the cell says nothing or the same. */
  const read = <T>(
    field: CameraSheetField,
    there: T | null,
    unread: CameraSheetFaultCode,
    reading: (cell: string) => T | null,
  ) => {
    if (isAsBefore(field) || said(field) === "") return there;
    if (saysNone(said(field))) return null;
    const value = reading(said(field));
    if (value === null) fault(field, unread);
    return value;
  };
  /** What is named twice over, by a code and by a name: the one that is other than before counts, the code first. */
  const place = (
    [codeField, nameField]: readonly ["unitCode" | "areaCode", "unit" | "area"],
    there: number | null,
    unknown: CameraSheetFaultCode,
    [ofCode, ofName]: readonly [(text: string) => number | null, (text: string) => number | null],
  ): number | null => {
    const field = !isAsBefore(codeField) && said(codeField) !== "" ? codeField : nameField;
    return read(field, there, unknown, field === codeField ? ofCode : ofName);
  };

  if (code === "") fault("code", "camera-sheet-code-missing");
  if (name === "" && !existing) fault("name", "camera-sheet-name-missing");
  const groupId = read("group", existing?.groupId ?? null, "camera-group-unknown", by.groupOf);
  if (groupId === null && !faults.some(({ field }) => field === "group")) fault("group", "camera-sheet-group-missing");
  const unitId = place(["unitCode", "unit"], existing?.unitId ?? null, "camera-unit-unknown", [by.unitByCode, by.unitOf]);
  if (unitId === null && !faults.some((one) => one.code === "camera-unit-unknown")) fault("unit", "camera-sheet-unit-missing");
  const areaId = place(["areaCode", "area"], existing?.areaId ?? null, "camera-area-unknown", [by.areaByCode, by.areaOf]);
  const day = (field: "validFrom" | "validUntil", there: Day | null) => read(field, there, "camera-sheet-day", readDay);
  const signIn = signInOf(said("user"), said("password"), existing);
  if (signIn === "half") fault(said("user") === "" ? "user" : "password", "camera-sheet-sign-in-half");

  const candidate = {
    ...{ code, name: name || (existing?.name ?? ""), groupId, unitId, areaId },
    ...Object.fromEntries(texts.map((field) => [field, read(field, existing?.[field] ?? null, "camera-sheet-value", textIn)])),
    ...Object.fromEntries(
      numbers.map((field) => [field, read(field, existing?.[field] ?? null, "camera-sheet-number", numberIn)]),
    ),
    ...{ validFrom: day("validFrom", existing?.validFrom ?? by.today) ?? by.today },
    ...{ validUntil: day("validUntil", existing?.validUntil ?? null), ...(signIn === "half" ? {} : { signIn }) },
  };
  const told = { line, code: code.slice(0, 40), name: candidate.name.slice(0, 200), existing };
  if (faults.length > 0) return { ...told, input: null, changes: [], faults };
  const checked = CameraInput.safeParse(candidate);
  const found = checked.success
    ? cameraFaults(checked.data)
    : checked.error.issues.map(({ path }) => ({ path: path.map(String).join("."), code: "camera-sheet-value" }));
  for (const one of found)
    fault(fieldOf(one.path), cameraSheetFaults.find((known) => known === one.code) ?? "camera-sheet-value");
  if (!checked.success || faults.length > 0) return { ...told, input: null, changes: [], faults };
  return { ...told, input: checked.data, changes: existing ? changesOf(existing, checked.data) : [], faults };
}

/** What stands before the host of an address is the name and password of the line, where it says them nowhere else and no other way. */
function withoutSignIn(cells: HeadedRow<CameraSheetField>["cells"]): HeadedRow<CameraSheetField>["cells"] {
  if (cells.user || cells.password) return cells;
  const split = addresses.map((field) => ({ field, ...splitAddress(cells[field] ?? "") }));
  const [first, ...others] = split.flatMap(({ signIn }) => signIn ?? []);
  if (!first || others.some(({ name, password }) => name !== first.name || password !== first.password)) return cells;
  return {
    ...cells,
    ...Object.fromEntries(split.filter(({ signIn }) => signIn).map(({ field, address }) => [field, address])),
    ...{ user: first.name, password: first.password },
  };
}

/** The name and password a line gives: undefined leaves what is there, null takes it away. */
function signInOf(user: string, password: string, existing: KnownCamera | null): CameraInput["signIn"] | "half" {
  if (user === "" && password === "") return undefined;
  if (saysNone(user) && password === "") return existing?.signIn() ? null : undefined;
  if (user === "" || password === "") return "half";
  const before = existing?.signIn();
  return before?.name === user && before.password === password ? undefined : { name: user, password };
}

const plainFields = ["name", ...texts, ...numbers, "validFrom", "validUntil"] as const;
function changesOf(before: KnownCamera, after: CameraInput): CameraSheetField[] {
  return [
    ...plainFields.filter((field) => before[field] !== after[field]),
    ...(before.groupId === after.groupId ? [] : (["group"] as const)),
    ...(before.unitId === after.unitId ? [] : (["unit"] as const)),
    ...(before.areaId === after.areaId ? [] : (["area"] as const)),
    ...(after.signIn === undefined ? [] : (["password"] as const)),
  ];
}

const fields: Readonly<Record<string, CameraSheetField>> = {
  ...{ groupId: "group", unitId: "unit", areaId: "area", "signIn.name": "user", "signIn.password": "password", name: "name" },
  ...Object.fromEntries([...texts, ...numbers, "validFrom", "validUntil"].map((field) => [field, field])),
};
const fieldOf = (path: string): CameraSheetField => fields[path] ?? "code";

/** One of many by its name, without diacritics; null where none or several answer to it. */
export function byName(rows: readonly { id: number; names: readonly string[] }[]): (name: string) => number | null {
  const found = new Map<string, Set<number>>();
  for (const { id, names } of rows)
    for (const name of names) {
      const key = searchable(name);
      found.set(key, (found.get(key) ?? new Set()).add(id));
    }
  return (name) => {
    const [only, ...others] = found.get(searchable(name)) ?? [];
    return only !== undefined && others.length === 0 ? only : null;
  };
}
