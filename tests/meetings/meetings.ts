import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type * as z from "zod";
import { actOnMeeting, layPaper, prepareMeeting, receiveMeetingPaper } from "@/lib/meetings/commands";
import type { MeetingInput } from "@/lib/meetings/model";
import { readMeeting } from "@/lib/meetings/queries";
import { actor, unit, user } from "../city";

type Who = Parameters<typeof actor>[0];
export const at = (iso = "2026-11-26T07:00:00+07:00") => new Date(iso);
/** Before the meetings of these tests begin, and when they are over. */
export const [before, after] = [at(), at("2026-11-26T11:00:00+07:00")];
export const by = (name: Who = "clerk", now = before) => ({ actor: actor(name), now });

/** A meeting of the ward Trần Phú: its head in the chair, the specialist and the commune Phương Độ invited. */
export const written = (extra: Partial<z.input<typeof MeetingInput>> = {}): z.input<typeof MeetingInput> => ({
  unitId: unit.tranPhu,
  title: "Họp giao ban tháng 11",
  place: "Phòng họp số 1",
  startsAt: "2026-11-26T08:00:00+07:00",
  endsAt: "2026-11-26T10:00:00+07:00",
  participants: [
    { unitId: unit.tranPhu, userId: user.head, role: "CHAIR" },
    { unitId: unit.tranPhu, userId: user.specialist },
    { unitId: unit.phuongDo },
  ],
  items: [{ title: "Báo cáo chuyển đổi số", presenter: "Phạm Minh Đức", minutes: 30 }, { title: "Thảo luận" }],
  ...extra,
});
export async function prepare(extra: Partial<z.input<typeof MeetingInput>> = {}) {
  const { id } = await prepareMeeting(by(), written(extra));
  const { items } = await readMeeting(by(), id);
  return { id, itemId: items[0]?.id ?? 0 };
}
export const view = (id: number, who: Who = "clerk", now = before) => readMeeting(by(who, now), id);
export async function act(id: number, name: "convene" | "hold", now = name === "hold" ? after : before) {
  const { version } = await view(id, "clerk", now);
  return actOnMeeting(by("clerk", now), { id, act: { act: name, version } });
}
export const bring = (id: number, itemId: number, bytes: Buffer, name = "bao-cao.pdf", who: Who = "clerk") =>
  receiveMeetingPaper(by(who), Readable.from([bytes]), {
    ...{ meetingId: id, itemId, name, declared: "application/pdf", key: randomUUID() },
  });
export const lay = (id: number, itemId: number, documentId: number, who: Who = "clerk") =>
  layPaper(by(who), { meetingId: id, paper: { kind: "DOCUMENT", itemId, documentId } });
export const onPaper = (id: number, itemId: number, name: string) =>
  layPaper(by(), { meetingId: id, paper: { kind: "PRINTED", itemId, name } });
