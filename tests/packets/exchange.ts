import { randomUUID } from "node:crypto";
import { receivePacket, recordAgency } from "@/lib/packets/commands";
import type { Actor } from "@/lib/policy";
import { actor, asOwner, unit } from "../city";
import { inPieces, letterText } from "./samples";

/** A key of a gateway that may bring packets for the ward. */
export const gateway: Actor = {
  ...{ id: "key:9", kind: "key", userId: null, name: "Trục liên thông", roles: [] },
  grants: [{ permission: "documents.exchange", units: [unit.tranPhu, unit.tranPhuDesk] }],
};
export const at = (iso = "2026-11-26T08:00:00+07:00") => new Date(iso);
export const ctx = (who: Actor = gateway, now = at()) => ({ actor: who, now });
export const clerk = (now = at()) => ({ actor: actor("clerk"), now });

/** The ward of the test city, in the order the sender writes. */
export const ward = "000.07.15.H22";
export const bring = (text: string | Uint8Array, now = at(), who: Actor = gateway, key: string = randomUUID()) =>
  receivePacket({ actor: who, now }, inPieces(text), key);
export const letterTo = (how: Parameters<typeof letterText>[0] = {}) => letterText({ to: ward, ...how });

export const rows = <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  asOwner(async (c) => (await c.query<T>(sql, values)).rows);
export async function agency(name: string, code: string): Promise<number> {
  return (await recordAgency({ actor: actor("admin"), now: at() }, { name, code, validFrom: "2020-01-01" })).id;
}
