import type pg from "pg";
import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { addDays, addWorkingDays, cityDay, cityInstant, isWorkingDay } from "@/lib/calendar/rules";
import type { Role } from "@/lib/db/generated/enums";
import { type Cell, copyRows, type Ids, reserve } from "../copy";
import type { Random } from "../random";
import { units, wards } from "../units";
import { keepers, type SeedDocument } from "./course";

type Official = { id: string; name: string };
export type MeetingsOptions = {
  until: Date;
  calendar: WorkingCalendar;
  random: Random;
  unitIds: Ids;
  /** Who holds a post in a unit; null where nobody does. */
  official(unit: string, role: Role): Official | null;
  onProgress(line: string): void;
};
/** The documents of the registers as they were loaded, with their ids. */
export type Registered = SeedDocument & { id: number };

type Seat = { unit: string; who: Official | null; isChair: boolean };
type Laid = { documentId: number; name: null } | { documentId: null; name: string };
type Point = { title: string; presenter: string; minutes: number; papers: Laid[] };
type SeedMeeting = {
  unit: string;
  title: string;
  place: string;
  startsAt: Date;
  endsAt: Date;
  fate: "HELD" | "CONVENED" | "CANCELLED" | "DRAFT";
  seats: Seat[];
  points: Point[];
  by: Official;
};

const titles = [
  "Họp giao ban tháng",
  "Họp Ban Chỉ đạo chuyển đổi số",
  "Họp đánh giá kết quả giải quyết thủ tục hành chính",
  "Họp rà soát tiến độ giải ngân vốn đầu tư công",
  "Hội nghị triển khai nhiệm vụ trọng tâm",
  "Họp xét thi đua, khen thưởng",
];
const points = [
  "Báo cáo kết quả thực hiện nhiệm vụ tháng trước",
  "Dự thảo kế hoạch chuyển đổi số",
  "Tình hình ký số, gửi nhận văn bản điện tử",
  "Tiến độ giải quyết hồ sơ của Bộ phận Một cửa",
  "Thảo luận, kết luận",
];
const conclusions =
  "Các đơn vị hoàn thành nhiệm vụ được giao trước ngày cuối tháng, báo cáo bằng văn bản điện tử có ký số. Văn phòng theo dõi, đôn đốc.";

/**
 * A few dozen meetings of a year (mô phỏng): most held fully on signed documents of the unit's registers, some with one that lacked a signature or
 * was given out on paper, one without papers; some to come, one called off, one being prepared.
 */
export async function loadMeetings(
  client: pg.Client,
  registered: readonly Registered[],
  options: MeetingsOptions,
): Promise<void> {
  const meetings = seedMeetings(registered, options);
  await keep(client, meetings, options);
  options.onProgress(`${meetings.length} cuộc họp`);
}

function seedMeetings(registered: readonly Registered[], options: MeetingsOptions): SeedMeeting[] {
  const { until, calendar } = options;
  const today = cityDay(until);
  const hosts = ["city", "tranPhu", ...keepers.map(({ key }) => key).filter((key) => key !== "city" && key !== "tranPhu")];
  const past = Array.from({ length: 48 }, (_, i): SeedMeeting | null => {
    const back = addDays(today, -7 * i - 2);
    const day = isWorkingDay(back, calendar) ? back : addWorkingDays(back, 1, calendar);
    const host = i % 2 === 0 ? "city" : (hosts[1 + (((i - 1) / 2) % (hosts.length - 1))] ?? "city");
    if (day >= today) return null;
    return meetingOf(host, day, i, i === 7 ? "CANCELLED" : "HELD", { registered, options });
  });
  const coming = [1, 1, 3, 6].map((days, i) => {
    const day = addWorkingDays(today, days, calendar);
    return meetingOf(i % 2 === 0 ? "city" : "tranPhu", day, 100 + i, "CONVENED", { registered, options });
  });
  const draft = meetingOf("city", addWorkingDays(today, 9, calendar), 104, "DRAFT", { registered, options });
  return [...past, ...coming, draft].flatMap((one) => (one ? [one] : []));
}

function meetingOf(
  unit: string,
  day: Day,
  i: number,
  fate: SeedMeeting["fate"],
  { registered, options }: { registered: readonly Registered[]; options: MeetingsOptions },
): SeedMeeting | null {
  const { official, random } = options;
  const chance = random.branch(`meeting ${i}`);
  const chair = official(unit, unit === "city" ? "LEADER" : "UNIT_HEAD");
  if (!chair) return null;
  const begins = chance.pick([8 * 60, 9 * 60, 14 * 60]) + (i % 3) * 15;
  const startsAt = cityInstant(day, begins);
  const isPast = fate === "HELD" || fate === "CANCELLED";
  const papers = i % 23 === 11 ? [] : papersOf(unit, isPast ? day : cityDay(options.until), i, { registered, chance, fate });
  const agenda = points.slice(0, 3 + (i % 3)).map((title, k): Point => {
    const own = papers.filter((_, n) => n % 3 === k);
    return { title, presenter: chair.name, minutes: 20 + 10 * k, papers: own };
  });
  return {
    ...{
      unit,
      title: titles[i % titles.length] ?? "",
      place: unit === "city" ? "Phòng họp số 1, UBND thành phố" : "Hội trường UBND phường, xã",
    },
    ...{ startsAt, endsAt: new Date(startsAt.getTime() + 120 * 60_000), fate, points: agenda },
    seats: seatsOf(unit, chair, options),
    by: official(unit, "RECORDS_CLERK") ?? chair,
  };
}

/** Whose place it is, with who heads the units that send somebody. */
function seatsOf(unit: string, chair: Official, { official }: MeetingsOptions): Seat[] {
  const own = (["RECORDS_CLERK", "SPECIALIST"] as const).flatMap((role) => {
    const who = official(unit, role);
    return who && who.id !== chair.id ? [{ unit, who, isChair: false }] : [];
  });
  const invited = unit === "city" ? ["tranPhu", ...wards.map(({ key }) => key).filter((key) => key !== "tranPhu")] : ["justice"];
  const others = invited.slice(0, 6).map((key, k): Seat => {
    const who = k % 3 === 2 ? null : official(key, "UNIT_HEAD");
    return { unit: key, who, isChair: false };
  });
  const seats: Seat[] = [{ unit, who: chair, isChair: true }, ...own, ...others];
  const keys = seats.map((seat) => `${seat.unit} ${seat.who?.id ?? ""}`);
  return seats.filter((_, k) => keys.indexOf(keys[k] ?? "") === k);
}

/** The last documents of the unit before a day; now and then one among them that lacks a signature, or a paper. */
function papersOf(
  unit: string,
  day: Day,
  i: number,
  { registered, chance, fate }: { registered: readonly Registered[]; chance: Random; fate: SeedMeeting["fate"] },
): Laid[] {
  const own = registered.filter((d) => d.unit === unit && d.signing !== null && cityDay(d.registeredAt) < day);
  const signed = own.filter((d) => d.signing === "BOTH").slice(-12);
  const poor = own.filter((d) => d.signing !== "BOTH").slice(-3);
  const chosen = chance.shuffled(signed).slice(0, chance.int(2, 4));
  const isPoor = fate === "HELD" && i % 9 === 4;
  const lacking = isPoor ? poor.slice(-1) : [];
  const laid = [...chosen, ...lacking].map(({ id }): Laid => ({ documentId: id, name: null }));
  return fate === "HELD" && i % 13 === 6 ? [...laid, { documentId: null, name: "Bản đồ quy hoạch khổ A0" }] : laid;
}

async function keep(
  client: pg.Client,
  meetings: readonly SeedMeeting[],
  { unitIds, random, until }: MeetingsOptions,
): Promise<void> {
  const idOf = (unit: string) => unitIds.get(unit) ?? 0;
  const nameOf = (unit: string) => units.find((u) => u.key === unit)?.name ?? "";
  const first = {
    meeting: await reserve(client, "meeting", meetings.length),
    seat: await reserve(client, "meeting_participant", count(meetings.map(({ seats }) => seats))),
    point: await reserve(client, "meeting_item", count(meetings.map((m) => m.points))),
    paper: await reserve(client, "meeting_paper", count(meetings.flatMap((m) => m.points.map((p) => p.papers)))),
  };
  const rows = {
    meetings: [] as Cell[][],
    seats: [] as Cell[][],
    points: [] as Cell[][],
    papers: [] as Cell[][],
    openings: [] as Cell[][],
  };
  for (const [i, meeting] of meetings.entries()) {
    const { fate, by, startsAt, endsAt } = meeting;
    const [id, chance] = [first.meeting + i, random.branch(`openings ${i}`)];
    const made = new Date(Math.min(startsAt.getTime() - 3 * 86_400_000, until.getTime() - 3_600_000));
    const convened = fate === "DRAFT" ? [null, null, null] : [made, by.id, by.name];
    const state = fate === "DRAFT" ? "DRAFT" : "CONVENED";
    rows.meetings.push([
      ...[id, idOf(meeting.unit), meeting.title, meeting.place, startsAt, endsAt, state, made, by.id, by.name, ...convened, true],
    ]);
    const seated = meeting.seats.map(({ unit, who, isChair }, k) => {
      const seat = { id: first.seat + rows.seats.length, userId: who ? Number(who.id.replace("user:", "")) : null, who };
      rows.seats.push([seat.id, id, isChair ? "CHAIR" : "MEMBER", idOf(unit), seat.userId, who?.name ?? nameOf(unit), k]);
      return seat;
    });
    for (const [k, point] of meeting.points.entries()) {
      const item = first.point + rows.points.length;
      rows.points.push([item, id, k, point.title, point.presenter, point.minutes]);
      for (const paper of point.papers) {
        const paperId = first.paper + rows.papers.length;
        const kind = paper.documentId === null ? "PRINTED" : "DOCUMENT";
        rows.papers.push([paperId, id, item, kind, paper.name, paper.documentId, made, by.id, by.name]);
        if (kind === "PRINTED" || fate === "DRAFT") continue;
        for (const { id: seat, userId, who } of seated)
          if (userId !== null && who && chance.chance(fate === "HELD" ? 0.85 : 0.3)) {
            const most = Math.max(1, Math.floor((Math.min(startsAt.getTime(), until.getTime()) - made.getTime()) / 60_000));
            rows.openings.push([paperId, seat, userId, who.name, new Date(made.getTime() + chance.int(1, most) * 60_000)]);
          }
      }
    }
  }
  await copyRows(client, "meeting", meetingColumns, rows.meetings);
  await copyRows(
    client,
    "meeting_participant",
    ["id", "meeting_id", "role", "unit_id", "user_id", "name", "position"],
    rows.seats,
  );
  await copyRows(client, "meeting_item", ["id", "meeting_id", "position", "title", "presenter", "minutes"], rows.points);
  await copyRows(client, "meeting_paper", paperColumns, rows.papers);
  await copyRows(client, "meeting_opening", ["paper_id", "participant_id", "user_id", "user_name", "opened_at"], rows.openings);
  const those = (fate: SeedMeeting["fate"]) => meetings.flatMap((m, i) => (m.fate === fate ? [first.meeting + i] : []));
  // Papers lie before a meeting before it is held: afterwards none may.
  await client.query(
    `update meeting set state = 'HELD', held_on = (starts_at at time zone 'Asia/Ho_Chi_Minh')::date, held_at = ends_at, held_by = made_by,
       held_by_name = made_by_name, conclusion = $2, concluded_at = ends_at, concluded_by = made_by, concluded_by_name = made_by_name, version = 3
     where id = any ($1)`,
    [those("HELD"), conclusions],
  );
  await client.query(
    `update meeting set state = 'CANCELLED', cancelled_at = made_at, cancelled_by = made_by, cancelled_by_name = made_by_name,
       cancel_reason = 'Lãnh đạo đi công tác đột xuất', version = 3 where id = any ($1)`,
    [those("CANCELLED")],
  );
}

const count = (lists: readonly (readonly unknown[])[]): number => lists.reduce((sum, list) => sum + list.length, 0);
const meetingColumns = [
  ...["id", "unit_id", "title", "place", "starts_at", "ends_at", "state", "made_at", "made_by", "made_by_name"],
  ...["convened_at", "convened_by", "convened_by_name", "is_demo"],
];
const paperColumns = [...["id", "meeting_id", "item_id", "kind", "name", "document_id", "added_at", "added_by", "added_by_name"]];
