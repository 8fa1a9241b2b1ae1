import { pool } from "@/lib/db/client";
import type { Role } from "@/lib/db/generated/enums";
import { together } from "@/lib/db/together";
import { env } from "@/lib/env";
import type { Reach } from "@/lib/policy";
import { cityTimeZone } from "@/lib/words";

export const minutes = (n: number) => n * 60_000;
export const before = (now: Date, ms: number) => new Date(now.getTime() - ms);

/** All, only where the database says so in as many words; units that are missing reach nothing. */
export const reachOfRow = (row: { is_root: boolean; units: number[] | null }): Reach =>
  row.is_root === true ? "all" : (row.units ?? []);

/** Not "from units_reached(…)": inlined there, its two recursive walks are set up with every request, also for who reaches all. */
const reachedFrom = (unit: string, day: string) => `(select json_agg(r.id) from (select units_reached(${unit}, ${day}) as id) r)`;

type PostRow = { role: Role; is_root: boolean; units: number[] | null };

type SessionRow = {
  session_id: string;
  user_id: number;
  name: string;
  method: string;
  confirmed_at: Date | null;
  totp_required: boolean;
  has_totp: boolean;
  totp_roles: string[];
  posts: PostRow[];
};

/** One row a session that stands. A visit whose row is locked goes unnoted: nobody's request waits for it. $1 sessions, $2 now, $3 idle since, $4 a minute ago, $5 the city's time zone. */
const actorBySession = `
  with who as (
    select s.id as session_id, s.last_seen_at, s.method, s.confirmed_at, u.id as user_id, u.name, u.totp_required,
      u.totp_enabled_at is not null as has_totp
    from session s join app_user u on u.id = s.user_id
    where s.id = any($1::uuid[]) and s.revoked_at is null and s.expires_at > $2::timestamptz and s.last_seen_at > $3::timestamptz
      and u.disabled_at is null
  ),
  city_day as (select ($2::timestamptz at time zone $5)::date as today),
  held as (
    select who.session_id, p.role, p.unit_id, un.parent_id is null as is_root, d.today
    from city_day d, who join post p on p.user_id = who.user_id join unit un on un.id = p.unit_id
    where p.valid_from <= d.today and (p.valid_until is null or p.valid_until >= d.today)
  ),
  seen as (
    update session set last_seen_at = $2::timestamptz where id in (
      select s.id from session s join who on s.id = who.session_id where s.last_seen_at < $4::timestamptz for no key update of s skip locked)
  )
  select who.session_id, who.user_id, who.name, who.method, who.confirmed_at, who.totp_required, who.has_totp,
    coalesce((select totp_roles from city where id = 1), '{}') as totp_roles,
    coalesce((select json_agg(json_build_object('role', h.role, 'is_root', h.is_root, 'units',
      case when not h.is_root then ${reachedFrom("h.unit_id", "h.today")} end)) from held h where h.session_id = who.session_id), '[]') as posts
  from who`;

type KeyRow = {
  id: number;
  hash: Buffer;
  name: string;
  scopes: string[];
  addresses: string[];
  is_root: boolean;
  units: number[] | null;
};

/** One row a key that stands. $1 hashes, $2 now, $3 a minute ago, $4 the city's time zone. */
const actorByKey = `
  with found as (
    select k.id, k.hash, k.name, k.scopes, k.addresses, k.unit_id, un.parent_id is null as is_root
    from api_key k join unit un on un.id = k.unit_id
    where k.hash = any($1::bytea[]) and k.revoked_at is null and k.expires_at > $2::timestamptz
  ),
  seen as (
    update api_key set last_used_at = $2::timestamptz where id in (
      select k.id from api_key k join found on k.id = found.id
      where k.last_used_at is null or k.last_used_at < $3::timestamptz for no key update of k skip locked)
  )
  select id, hash, name, scopes, addresses, is_root,
    case when not is_root then ${reachedFrom("unit_id", "($2::timestamptz at time zone $4)::date")} end as units
  from found`;

const latest = (asked: readonly { now: Date }[]) => new Date(Math.max(...asked.map(({ now }) => now.getTime())));
/** The row of a standing session, or nothing. Asked in one statement by the requests that arrive together. */
export const sessionRow = together(async (asked: readonly { id: string; now: Date }[]) => {
  const now = latest(asked);
  const { rows } = await pool().query<SessionRow>({
    name: "actor-by-session",
    text: actorBySession,
    values: [
      [...new Set(asked.map(({ id }) => id))],
      now,
      before(now, minutes(env().SESSION_IDLE_MINUTES)),
      before(now, minutes(1)),
      cityTimeZone,
    ],
  });
  const byId = new Map(rows.map((row) => [row.session_id, row]));
  return asked.map(({ id }) => byId.get(id));
});
/** The row of a standing key by the hash of its text in hex, or nothing; asked together likewise. */
export const keyRow = together(async (asked: readonly { hash: string; now: Date }[]) => {
  const now = latest(asked);
  const { rows } = await pool().query<KeyRow>({
    name: "actor-by-key",
    text: actorByKey,
    values: [
      [...new Set(asked.map(({ hash }) => hash))].map((hash) => Buffer.from(hash, "hex")),
      now,
      before(now, minutes(1)),
      cityTimeZone,
    ],
  });
  const byHash = new Map(rows.map((row) => [row.hash.toString("hex"), row]));
  return asked.map(({ hash }) => byHash.get(hash));
});
