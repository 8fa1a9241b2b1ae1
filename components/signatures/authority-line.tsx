import { useLocale } from "use-intl";
import { authorityText } from "@/lib/signatures/labels";
import type { SignerAuthority } from "@/lib/signatures/model";
import { VerdictShape } from "../ui/verdict";
import classes from "./authority-line.module.css";

const shapes = { authorised: "good", "without-authority": "bad", "not-registered": "no-data" } as const satisfies Record<
  SignerAuthority["state"],
  string
>;

/** Beside the verdict, and apart from it: had whoever signed the authority to sign on that day? `name`: as the certificate calls them, said where the registry says otherwise. */
export function AuthorityLine({ authority, name = null }: { authority: SignerAuthority; name?: string | null }) {
  const locale = useLocale();
  const shape = shapes[authority.state];
  return (
    <span className={classes.line} data-verdict={shape}>
      <VerdictShape verdict={shape} /> {name && name !== authority.holder?.name ? `${name}: ` : null}
      {authorityText(authority, locale)}
    </span>
  );
}
