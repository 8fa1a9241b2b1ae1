import { db } from "@/lib/db/client";
import { open } from "@/lib/secrets";
import type { Portal } from "./portal";

export const secretPlace = "exchange_portal.secret";
export type PortalRow = NonNullable<Awaited<ReturnType<typeof portalNow>>>;
/** The settings as they stand. */
export const portalNow = () => db.exchangePortal.findUnique({ where: { id: 1 } });
/** The portal they reach, its secret opened. */
export const reached = (
  { address, loginPath, servicePath, account, agencyCode }: Omit<Portal, "secret">,
  secret: Uint8Array,
): Portal => ({
  ...{ address, loginPath, servicePath, account, agencyCode },
  secret: open(secret, secretPlace),
});
