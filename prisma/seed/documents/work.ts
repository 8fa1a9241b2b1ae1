import type pg from "pg";
import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { addDays, addWorkingDays, cityDay, cityInstant, workingDaysBetween } from "@/lib/calendar/rules";
import { type Cell, copyRows, type Ids, reserve } from "../copy";
import type { Random } from "../random";
import type { Registered } from "./meetings";

type Official = { id: string; name: string };
type Options = {
  until: Date;
  calendar: WorkingCalendar;
  random: Random;
  unitIds: Ids;
  /** Who heads a unit, and who keeps its registers. */
  head(unit: string): Official;
  clerk(unit: string): Official;
};

const instructions = [
  "Tham mưu văn bản trả lời",
  "Triển khai thực hiện, báo cáo kết quả",
  "Nghiên cứu, đề xuất hướng xử lý",
  "Phổ biến đến cán bộ, công chức trong đơn vị",
];
const outcomes = [
  "Đã ban hành văn bản trả lời",
  "Đã triển khai, báo cáo kết quả đúng yêu cầu",
  "Đã tổng hợp, đưa vào báo cáo tháng",
  "Đã phổ biến tại giao ban, lưu theo dõi",
];
/** Of those with a day so many were dealt with after it, and of those whose day has lately passed so many still lie. */
const [late, lying, lyingDays] = [0.025, 0.04, 25];

/** When the work with a document ends, if it ever does by then. */
function closingOf({ registeredAt, dueOn }: Registered, { until, calendar, random }: Options): Date | null {
  const registeredOn = cityDay(registeredAt);
  const isLate = random.chance(late);
  const isLying = random.chance(lying);
  const within =
    dueOn === null ? random.int(1, 8) : random.int(1, Math.max(1, workingDaysBetween(registeredOn, dueOn, calendar)));
  const after = random.int(1, 4);
  const minute = random.pick([450, 840]) + random.int(0, 150);
  if (dueOn !== null && isLying && dueOn >= addDays(cityDay(until), -lyingDays)) return null;
  const on: Day =
    dueOn !== null && isLate ? addWorkingDays(dueOn, after, calendar) : addWorkingDays(registeredOn, within, calendar);
  const at = cityInstant(on, minute);
  return at <= until ? at : null;
}

/**
 * What became of the documents that came in: passed on to their unit by the clerk on its head's instruction, nearly all dealt with in time, a few
 * late, what came lately still lying. The daily cells follow by their triggers.
 */
export async function loadWork(client: pg.Client, documents: readonly Registered[], options: Options): Promise<void> {
  const { until, random, unitIds, head, clerk } = options;
  const works = documents
    .filter(({ direction }) => direction === "INCOMING")
    .map((document) => ({
      document,
      passedAt: new Date(document.registeredAt.getTime() + random.int(20, 90) * 60_000),
      closedAt: closingOf(document, options),
      instruction: random.pick(instructions),
      outcome: random.pick(outcomes),
    }))
    .filter(({ passedAt }) => passedAt <= until);
  const first = await reserve(client, "document_task", works.length);
  await copyRows(
    client,
    "document_work",
    ["document_id", "opened_at", "closed_at", "closed_by", "closed_by_name", "outcome"],
    works.map(({ document: { id, unit }, passedAt, closedAt, outcome }): Cell[] => {
      const { id: by, name } = head(unit);
      return [id, passedAt, closedAt, ...(closedAt ? [by, name, outcome] : [null, null, null])];
    }),
  );
  const columns = [
    ...["id", "document_id", "role", "state", "unit_id", "instruction", "due_on", "given_at", "given_by", "given_by_id"],
    ...["given_by_name", "given_in_id", "on_instruction_of", "accepted_at", "ended_at", "reopens_as"],
  ];
  await copyRows(
    client,
    "document_task",
    columns,
    works.map(({ document: { id, unit, dueOn }, passedAt, closedAt, instruction }, i): Cell[] => {
      const [unitId, giver] = [unitIds.get(unit) ?? 0, clerk(unit)];
      const acceptedAt = new Date(passedAt.getTime() + 3_600_000);
      const isAccepted = closedAt !== null || acceptedAt <= until;
      return [
        ...[first + i, id, "LEAD", closedAt ? "CLOSED" : isAccepted ? "ACCEPTED" : "SENT", unitId, instruction, dueOn, passedAt],
        ...[giver.id, Number(/^user:(\d+)$/.exec(giver.id)?.[1] ?? 0) || null, giver.name, unitId, head(unit).name],
        ...[isAccepted ? acceptedAt : null, closedAt, closedAt ? "ACCEPTED" : null],
      ];
    }),
  );
  await copyRows(
    client,
    "document_work_event",
    ["document_id", "task_id", "act", "at", "by", "by_name", "on_instruction_of", "due_on", "text"],
    works.flatMap(({ document: { id, unit, dueOn }, passedAt, closedAt, instruction, outcome }, i): Cell[][] => {
      const [giver, leader] = [clerk(unit), head(unit)];
      const passed = [id, first + i, "ROUTED", passedAt, giver.id, giver.name, leader.name, dueOn, instruction];
      return closedAt ? [passed, [id, null, "CLOSED", closedAt, leader.id, leader.name, null, null, outcome]] : [passed];
    }),
  );
}
