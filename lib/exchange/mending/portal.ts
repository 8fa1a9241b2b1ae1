import { command } from "@/lib/command";
import { Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { seal } from "@/lib/secrets";
import { PortalInput } from "../model";
import { allowedPlace } from "../sending/egress";
import { secretPlace } from "../sending/settings";

/**
 * Says how the portal is reached and whose dossiers it is told of. Only a host that whoever runs the server wrote down can be named; the secret
 * belongs to the address and the account it was typed for and is never shown again. Turning on tells of what changes from then on.
 * Refuses `host-not-allowed`, `secret-required`, `portal-changed`.
 */
export const setPortal = command(PortalInput, async (work, { secret, version, address: typed, ...input }) => {
  work.require("exchange.manage", "city");
  const { tx, now, actor } = work;
  const address = new URL(typed).origin;
  const before = await tx.exchangePortal.findUnique({ where: { id: 1 } });
  if ((before?.version ?? 0) !== version) throw new AppError("conflict", "portal-changed");
  if (!allowedPlace(new URL(address)))
    throw new AppError("refused", "host-not-allowed", { faults: [{ path: "address", code: "host-not-allowed" }] });
  const isSameAccount = before?.address === address && before.account === input.account;
  if (secret === undefined && !(isSameAccount && before.secret))
    throw new AppError("refused", "secret-required", { faults: [{ path: "secret", code: "secret-required" }] });
  const units = await tx.unit.count({ where: { id: { in: input.unitIds } } });
  if (units !== new Set(input.unitIds).size) throw new AppError("not-found", "not-found");
  const said = {
    ...input,
    address,
    ...(secret === undefined ? {} : { secret: seal(secret, secretPlace) }),
    ...{ changedAt: now, changedBy: actor.id, failures: 0, restsUntil: null, fault: null },
  };
  if (!before) {
    // Two who set it up at once: the second is told.
    await tx.exchangePortal.create({ data: { ...said, id: 1, version: 1 } }).catch((error: unknown) => {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
        throw new AppError("conflict", "portal-changed");
      throw error;
    });
  } else {
    const { count } = await tx.exchangePortal.updateMany({ where: { id: 1, version }, data: { ...said, version: version + 1 } });
    if (count === 0) throw new AppError("conflict", "portal-changed");
  }
  const changed = [
    ...(before?.address === address ? [] : ["address"]),
    ...(before?.account === input.account ? [] : ["account"]),
    ...(secret === undefined ? [] : ["secret"]),
    ...(before?.isOn === input.isOn ? [] : [input.isOn ? "on" : "off"]),
  ];
  work.record("exchange.set-portal", { type: "city", id: 1 }, { changed });
  work.announce("exchange");
  return { version: version + 1 };
});
