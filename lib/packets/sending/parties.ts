import type { Party } from "../wire/header";

/** An agency with what is known of it; what is not is left out on the wire. */
export const partyOf = ({
  code,
  name,
  email = "",
  address = "",
}: {
  code: string;
  name: string;
  email?: string;
  address?: string;
}): Party => ({
  ...{ code, name, inCharge: "", address, email, phone: "", fax: "", website: "" },
});
