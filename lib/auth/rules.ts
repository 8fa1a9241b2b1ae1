import ipaddr from "ipaddr.js";
import type { Role } from "@/lib/db/generated/enums";
import { type Grant, type Permission, type Reach, rights } from "@/lib/policy";
import { searchable } from "@/lib/words";

/** A post as it counts today: its role, and the units it reaches ("all" from the root of the tree). */
export type HeldPost = { readonly role: Role; readonly units: Reach };

/** What a person's posts let them do, one grant a permission. */
export function grantsOf(posts: readonly HeldPost[]): Grant[] {
  const reach = new Map<Permission, Reach>();
  for (const post of posts)
    for (const permission of rights[post.role]) {
      const before = reach.get(permission) ?? [];
      reach.set(permission, before === "all" || post.units === "all" ? "all" : [...new Set([...before, ...post.units])]);
    }
  return [...reach].map(([permission, units]) => ({ permission, units }));
}

/** Is a second factor demanded of this person, by name or by one of their roles? */
export function isTotpRequired(user: { totpRequired: boolean; roles: readonly Role[] }, totpRoles: readonly string[]): boolean {
  return user.totpRequired || user.roles.some((role) => totpRoles.includes(role));
}

const commonWords = (
  "password passwd pass matkhau mat khau admin administrator quantri welcome xinchao letmein iloveyou anhyeuem emyeuanh " +
  "qwertyuiop qwerty asdfghjkl asdfgh zxcvbnm 1q2w3e4r 1qaz2wsx abcdefgh abcd abc login dangnhap master dragon monkey " +
  "football bongda superman princess vietnam viet nam hanoi saigon hagiang thanhpho ubnd vonglau vong lau ioc changeme secret"
)
  .split(" ")
  .sort((a, b) => b.length - a.length);

/**
 * Would a guesser try this early? True when little is left of it once well-known words, the owner's own names,
 * digits and signs are taken away, or when it is a short pattern repeated.
 */
export function isCommonPassword(password: string, owner: { login: string; name: string }): boolean {
  const plain = searchable(password).replaceAll(" ", "");
  if (new Set(plain).size < 5 || /^(.{1,5})\1+.{0,4}$/.test(plain)) return true;
  const own = [owner.login, ...searchable(owner.name).split(" "), ...owner.login.split(/[._@-]/)].filter((w) => w.length >= 3);
  let rest = plain;
  for (const word of [...own, ...commonWords]) rest = rest.replaceAll(word.toLowerCase(), "");
  return rest.replace(/[^a-z]/g, "").length < 4;
}

/** The network an address counts for in the limiter: the address itself for IPv4, the /64 for IPv6, else "local". */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return "local";
  const parsed = ipaddr.process(address);
  return parsed.kind() === "ipv4" ? parsed.toString() : parsed.toNormalizedString().split(":").slice(0, 4).join(":");
}

/** May a key bound to these ranges be used from this address? No ranges: from anywhere; an unreadable address: never. */
export function isAddressAllowed(address: string, ranges: readonly string[]): boolean {
  if (ranges.length === 0) return true;
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return ranges.some((range) => {
    const [base, bits] = range.includes("/") ? ipaddr.parseCIDR(range) : single(range);
    return base.kind() === parsed.kind() && parsed.match(base, bits);
  });
}
function single(address: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const parsed = ipaddr.process(address);
  return [parsed, parsed.kind() === "ipv4" ? 32 : 128];
}

/** Where to go after signing in: a path of our own, whatever was asked for. */
export function safeNext(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/") || next.length > 2000) return "/";
  // A browser reads "\" as "/" and drops tabs and newlines, so such a path may lead to another host.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters meant
  if (/^\/[/\\]|[\u0000-\u001f\\]/.test(next)) return "/";
  const here = "http://ours.invalid";
  const url = URL.canParse(next, here) ? new URL(next, here) : null;
  return url?.origin === here && !url.pathname.startsWith("/api/") ? url.pathname + url.search : "/";
}

const msPerDay = 86_400_000;
/** Since when nobody has used an account: what makes it used is a sign-in, a visit, being made or being opened again. */
export function unusedSince(account: {
  createdAt: Date;
  lastSignInAt: Date | null;
  enabledAt: Date | null;
  lastSeenAt: Date | null;
}): Date {
  const used = [account.createdAt, account.lastSignInAt, account.enabledAt, account.lastSeenAt];
  return new Date(Math.max(...used.map((at) => at?.getTime() ?? 0)));
}
/** Whole days an account has lain unused. */
export function daysUnused(since: Date, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - since.getTime()) / msPerDay));
}
/** Will it be disabled for lying unused? Demo accounts stay: they are shown, not worked with. */
export function isLeftUnused(account: { isDemo: boolean; status: string; unusedSince: Date }, now: Date, days: number): boolean {
  return account.status !== "disabled" && !account.isDemo && daysUnused(account.unusedSince, now) >= days;
}
