import { cityDay } from "@/lib/calendar/rules";
import type { Work } from "@/lib/command";
import { ownParty } from "../taking/own";
import { agencyKey } from "../wire/agency";
import type { Link, StatusCode, StatusHeader } from "../wire/header";
import { partyOf } from "./parties";

type Owed = { unitId: number; to: { code: string; name: string }; about: Link; packetId: number };

/**
 * Notes that a sender is owed a status of a document of theirs, sent by the next round. A unit without an identifier of its own or above it
 * tells nobody anything: nothing is noted then.
 */
export async function owe(
  { tx, actor, now }: Work,
  { unitId, to, about, packetId }: Owed,
  code: StatusCode,
  words: string,
): Promise<void> {
  const own = await ownParty(unitId, cityDay(now));
  if (!own) return;
  const header: StatusHeader = {
    kind: "status",
    from: partyOf(own),
    about,
    staff: { department: own.name, name: actor.name, email: "", phone: "" },
    code,
    words,
    at: now.toISOString(),
  };
  await tx.dispatch.create({
    data: {
      ...{ unitId, kind: "status", business: `S${code}`, toCode: to.code, toKey: agencyKey(to.code), toName: to.name || to.code },
      ...{ documentKey: about.documentKey, packetId, header, fileIds: [], state: "WAITING" },
      ...{ createdAt: now, createdBy: actor.id, createdByName: actor.name },
    },
  });
}
