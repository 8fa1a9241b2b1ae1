import type { Role } from "@/lib/db/generated/enums";
import type { Reach } from "@/lib/policy";

/** The posts a person holds on a day of the city, and the units each reaches (null: all, from the root of the tree). */
export const heldPosts = `
  held as (
    select p.role, p.unit_id, un.parent_id is null as is_root
    from who join post p on p.user_id = who.user_id join unit un on un.id = p.unit_id
    where p.valid_from <= (select today from city_day) and (p.valid_until is null or p.valid_until > (select today from city_day))
  ),
  below (top, unit_id) as (
    select unit_id, unit_id from held where not is_root
    union select b.top, c.id from below b join unit c on c.parent_id = b.unit_id
  )`;

export type PostRow = { role: Role; units: number[] | null };
export const reachOfRow = (units: number[] | null): Reach => units ?? "all";

export type SessionRow = {
  session_id: string;
  user_id: number;
  name: string;
  method: string;
  totp_required: boolean;
  has_totp: boolean;
  totp_roles: string[];
  posts: PostRow[];
};

/** $1 session, $2 now, $3 idle since, $4 a minute ago, $5 the city's time zone. */
export const actorBySession = `
  with recursive who as (
    select s.id as session_id, s.last_seen_at, s.method, u.id as user_id, u.name, u.totp_required,
      u.totp_enabled_at is not null as has_totp
    from session s join app_user u on u.id = s.user_id
    where s.id = $1::uuid and s.revoked_at is null and s.expires_at > $2::timestamptz and s.last_seen_at > $3::timestamptz
      and u.disabled_at is null
  ),
  city_day as (select ($2::timestamptz at time zone $5)::date as today),
  ${heldPosts},
  seen as (
    update session s set last_seen_at = $2::timestamptz from who
    where s.id = who.session_id and s.last_seen_at < $4::timestamptz returning 1
  )
  select who.session_id, who.user_id, who.name, who.method, who.totp_required, who.has_totp,
    coalesce((select totp_roles from city where id = 1), '{}') as totp_roles,
    coalesce((select json_agg(json_build_object('role', h.role, 'units',
      case when not h.is_root then (select json_agg(b.unit_id) from below b where b.top = h.unit_id) end)) from held h), '[]') as posts
  from who`;

export type KeyRow = { id: number; name: string; scopes: string[]; addresses: string[]; units: number[] | null };

/** $1 hash, $2 now, $3 a minute ago. */
export const actorByKey = `
  with recursive found as (
    select k.id, k.name, k.scopes, k.addresses, k.unit_id, un.parent_id is null as is_root
    from api_key k join unit un on un.id = k.unit_id
    where k.hash = $1 and k.revoked_at is null and k.expires_at > $2::timestamptz
  ),
  below (unit_id) as (
    select unit_id from found union select c.id from below b join unit c on c.parent_id = b.unit_id
  ),
  seen as (
    update api_key k set last_used_at = $2::timestamptz from found
    where k.id = found.id and (k.last_used_at is null or k.last_used_at < $3::timestamptz) returning 1
  )
  select id, name, scopes, addresses,
    case when not is_root then (select json_agg(unit_id) from below) end as units
  from found`;
