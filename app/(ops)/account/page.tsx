import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import { PasswordPanel, PersonPanel, TotpPanel } from "@/components/auth/account";
import classes from "@/components/auth/auth.module.css";
import { Sessions } from "@/components/auth/sessions";
import { PageHead } from "@/components/shell/page-head";
import { Panel } from "@/components/ui/panel";
import { findAccount, listSessions } from "@/lib/auth/queries";

export async function generateMetadata() {
  return { title: (await translator("auth"))("account.title") };
}

/** One's own account. Whoever must set up a second factor first finds that and nothing else here. */
export default async function AccountPage() {
  const actor = await requireActor();
  const now = new Date();
  const [account, sessions, t] = [await findAccount(actor, now), await listSessions(actor, null, now), await translator("auth")];
  return (
    <WithWords of={["shell", "auth"]}>
      <div className={classes.sheet}>
        <PageHead title={account.name} above={<p className={classes.quiet}>{t("account.title")}</p>} />
        {account.mustSetUpTotp ? (
          <TotpPanel account={account} />
        ) : (
          <>
            <PersonPanel account={account} />
            <PasswordPanel account={account} />
            {account.hasPassword ? <TotpPanel account={account} /> : null}
            <Panel title={t("account.sessions")} note={t("account.sessionsNote")}>
              <Sessions sessions={sessions} isOwn />
            </Panel>
          </>
        )}
      </div>
    </WithWords>
  );
}
