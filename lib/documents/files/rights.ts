import type { Standing } from "../record/reach";

/** Files of a draft are its writers'; of what stands in a register, the clerk's. */
export const rightToAttach = ({ state }: Pick<Standing, "state">) =>
  state === "DRAFT" ? ("documents.draft" as const) : ("documents.register" as const);

/** A signed copy comes after the number (NĐ 30/2020 Đ.32–33), so a registered document takes files; a voided one takes none. */
export const attachFault = ({ state }: Pick<Standing, "state">) => (state === "VOIDED" ? "document-takes-no-files" : null);

/** What was put to a registered document is evidence: the head decides. */
export const removalRight = ({ state }: Pick<Standing, "state">) =>
  state === "DRAFT" ? ("documents.draft" as const) : ("documents.manage" as const);
