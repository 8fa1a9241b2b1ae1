import * as z from "zod";
import type { Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { can } from "@/lib/policy";
import { hashToken, newToken } from "@/lib/secrets";
import { keyPrefix, type NewKey, type ShownKey } from "../model";

export async function createKey(work: Work, input: z.output<typeof NewKey>): Promise<ShownKey> {
  work.require("keys.manage", input.unitId);
  const unit = await work.tx.unit.findUnique({ where: { id: input.unitId }, select: { id: true } });
  if (!unit) throw new AppError("refused", "unit-unknown", { faults: [{ path: "body.unitId", code: "unit-unknown" }] });
  const key = keyPrefix + newToken().token;
  const expiresAt = new Date(work.now.getTime() + input.days * 86_400_000);
  const scopes = [...new Set(input.scopes)];
  const row = await work.tx.apiKey.create({
    data: {
      name: input.name,
      prefix: key.slice(0, keyPrefix.length + 6),
      hash: hashToken(key),
      scopes,
      unitId: input.unitId,
      addresses: input.addresses,
      createdAt: work.now,
      createdBy: work.actor.id,
      expiresAt,
    },
  });
  const detail = { scopes, ranges: input.addresses.length, days: input.days };
  work.record("key.create", { type: "key", id: row.id }, detail, input.unitId);
  work.announce("users");
  return { id: row.id, key, expiresAt: expiresAt.toISOString() };
}

export const RevokeKey = z.strictObject({ id: z.int().positive() });
export async function revokeKey(work: Work, { id }: z.output<typeof RevokeKey>): Promise<void> {
  const key = await work.tx.apiKey.findUnique({ where: { id } });
  if (!key || !can(work.actor, "keys.manage", key.unitId)) throw new AppError("not-found", "not-found");
  work.require("keys.manage", key.unitId);
  await work.tx.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: work.now } });
  work.record("key.revoke", { type: "key", id }, {}, key.unitId);
  work.announce("users");
}
