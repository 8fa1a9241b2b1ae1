import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { AppError } from "@/lib/errors";
import { isCommonPassword } from "../rules";
import { turns } from "./turns";

/** OWASP's second set for argon2id: 19 MiB, two passes, one lane. About 50 ms of a core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** One processor stays free of hashes, so that a storm of sign-ins cannot take it from everyone else. */
const inTurn = turns(Math.max(1, Math.min(4, availableParallelism() - 1)), 200);

/** The same letters typed on different keyboards are the same password ("ế" has three spellings in Unicode). */
const canonical = (password: string) => password.normalize("NFKC");

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(canonical(password), cost));
}

let decoy: Promise<string> | undefined;
/** Does the password fit the hash? Without a hash (unknown person) it takes just as long and says no. */
export async function fits(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(32).toString("base64"));
  const against = passwordHash ?? (await decoy);
  const isRight = await inTurn(() => verify(against, canonical(password)));
  return passwordHash !== null && isRight;
}

/** Refuses a password that somebody would guess early. */
export function requireUncommon(password: string, owner: { login: string; name: string }): void {
  if (isCommonPassword(password, owner))
    throw new AppError("invalid", "password-common", { faults: [{ path: "body.password", code: "password-common" }] });
}
