import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import type { Role } from "@/lib/db/generated/enums";
import type { Permission } from "@/lib/policy";

export const roles = [
  "LEADER",
  "UNIT_HEAD",
  "ONE_STOP_OFFICER",
  "SPECIALIST",
  "RECORDS_CLERK",
  "IT_ADMIN",
  "AUDITOR",
] as const satisfies readonly Role[];

/** At least 12 characters; length is what counts (ASVS 6.2). Common passwords are refused by rules.ts. */
export const NewPassword = z.string().min(12).max(200);
export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .min(3)
  .max(60)
  .regex(/^[a-z0-9][a-z0-9._@-]+$/);
export const Credentials = z.object({
  login: z.string().max(60),
  password: z.string().max(200),
  code: z.string().max(10).optional(),
});
/** Six digits of an authenticator; people type them with a space in the middle. */
export const TotpCode = z
  .string()
  .max(10)
  .transform((s) => s.replaceAll(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/));

/** How a session began. An "sso" session trusts the identity provider for the second factor. */
export const signInMethods = ["password", "password+totp", "sso"] as const;
export type SignInMethod = (typeof signInMethods)[number];
export const SignInMethod = z.enum(signInMethods);

/** Where a request came from, as the front door saw it. */
export const Origin = z.strictObject({ address: z.string().max(64), userAgent: z.string().nullable() });
export type Origin = z.output<typeof Origin>;

export const NewPost = z.strictObject({
  unitId: z.int().positive(),
  role: z.enum(roles),
  title: z.string().trim().min(1).max(120),
  validFrom: Day.optional(),
});
const person = {
  name: z.string().trim().min(2).max(120),
  email: z.email().max(200).nullable(),
  oidcSubject: z.string().trim().min(1).max(255).nullable(),
  totpRequired: z.boolean(),
};
export const NewUser = z.strictObject({
  login: Login,
  name: person.name,
  email: person.email.default(null),
  oidcSubject: person.oidcSubject.default(null),
  totpRequired: person.totpRequired.default(false),
  post: NewPost.optional(),
});
export const UserChange = z.strictObject({ ...person, version: z.int().positive() });

/** What a machine's key may be allowed to do: never to manage accounts, keys or to unmask a person's data. */
export const keyScopes = [
  "overview.view",
  "dossiers.view",
  "dossiers.process",
  "dossiers.export",
  "dossiers.import",
  "documents.view",
  "documents.exchange",
  "figures.record",
] as const satisfies readonly Permission[];
export const KeyScope = z.enum(keyScopes);
/** `addresses` are single addresses or CIDR ranges; none means from anywhere. A key lives a year at most. */
export const NewKey = z.strictObject({
  name: z.string().trim().min(2).max(80),
  scopes: z.array(KeyScope).min(1).max(keyScopes.length),
  unitId: z.int().positive(),
  addresses: z.array(z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()])).max(20),
  days: z.int().min(1).max(365),
});
export const keyPrefix = "vl_";

/** A one-time link used: its token, and the password it sets. */
export const Welcome = z.strictObject({ token: z.string().min(20).max(100), password: NewPassword });

/** Hours a one-time link can be used. */
export const linkHours = 24;

// ── What is shown of them ──

/** Days without use after which an account is disabled (TCVN 14423:2026), and from which the list warns of it. */
export const unusedDays = 45;
export const warnedDays = 30;
export const reviewMonths = 6;

export const userStatuses = ["active", "invited", "disabled"] as const;
export const UserStatus = z.enum(userStatuses);
export type UserStatus = z.output<typeof UserStatus>;
/** What the list can be narrowed to: a status, or the accounts that will soon be disabled because nobody uses them. */
export const userFilters = [...userStatuses, "unused"] as const;
export const UserFilter = z.enum(userFilters);
export type UserFilter = z.output<typeof UserFilter>;

const at = z.iso.datetime();
export const PostView = z.object({
  id: z.int(),
  unitId: z.int(),
  unitName: z.string(),
  role: z.enum(roles),
  title: z.string(),
  validFrom: Day,
});
/** An account as an administrator sees it. */
export const UserView = z.object({
  id: z.int(),
  login: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  oidcSubject: z.string().nullable(),
  totpRequired: z.boolean(),
  hasTotp: z.boolean(),
  /** invited: nobody has set a password or joined an identity yet. */
  status: UserStatus,
  createdAt: at,
  lastSignInAt: at.nullable(),
  /** Since when nobody has used it: the last visit, or when it was made or opened again. */
  unusedSince: at,
  isDemo: z.boolean(),
  version: z.int(),
  posts: z.array(PostView),
});
export type UserView = z.output<typeof UserView>;
export const UserPage = z.object({ users: z.array(UserView), total: z.int(), page: z.int(), pages: z.int() });
export type UserPage = z.output<typeof UserPage>;

/** One's own account. */
export const AccountView = z.object({
  id: z.int(),
  login: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  hasPassword: z.boolean(),
  hasSso: z.boolean(),
  passwordSetAt: at.nullable(),
  hasTotp: z.boolean(),
  isTotpRequired: z.boolean(),
  mustSetUpTotp: z.boolean(),
  posts: z.array(PostView),
});
export type AccountView = z.output<typeof AccountView>;

export const SessionView = z.object({
  id: z.uuid(),
  method: SignInMethod,
  createdAt: at,
  lastSeenAt: at,
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  isCurrent: z.boolean(),
});
export type SessionView = z.output<typeof SessionView>;

/** Somebody a dossier can be given to: where they sit, and whether that is the unit asked about itself. */
export const Colleague = z.object({
  userId: z.int(),
  name: z.string(),
  title: z.string(),
  unitName: z.string(),
  isHere: z.boolean(),
});
export type Colleague = z.output<typeof Colleague>;

export const KeyView = z.object({
  id: z.int(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  unitId: z.int(),
  unitName: z.string(),
  addresses: z.array(z.string()),
  createdAt: at,
  expiresAt: at,
  revokedAt: at.nullable(),
  lastUsedAt: at.nullable(),
});
export type KeyView = z.output<typeof KeyView>;

/** Shown once: whoever holds the link sets the account's password. */
export const Invitation = z.object({ id: z.int(), link: z.url(), linkExpiresAt: at });
export type Invitation = z.output<typeof Invitation>;
/** Shown once: the key itself. */
export const ShownKey = z.object({ id: z.int(), key: z.string(), expiresAt: at });
export type ShownKey = z.output<typeof ShownKey>;
/** What an authenticator needs; the QR picture is an SVG path on a grid of `size` squares. */
export const TotpSetUp = z.object({
  secret: z.string(),
  uri: z.string(),
  qr: z.object({ size: z.int(), path: z.string() }),
});
export type TotpSetUp = z.output<typeof TotpSetUp>;

/** One right-bearing line of the review: an account with one of its posts, or without any. */
export const ReviewLine = z.object({
  userId: z.int(),
  name: z.string(),
  login: z.string(),
  status: UserStatus,
  hasTotp: z.boolean(),
  unusedSince: at,
  post: PostView.nullable(),
});
export type ReviewLine = z.output<typeof ReviewLine>;
/** Who may do what today, and when somebody last went through it. */
export type AccountReview = { lines: ReviewLine[]; last: { at: string; byName: string } | null; dueOn: Day | null };
