import Link from "next/link";
import { notFound } from "next/navigation";
import { ssoName } from "@/app/api/auth/options";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import classes from "@/components/admin/admin.module.css";
import { Sessions } from "@/components/auth/sessions";
import { UserDetails, UserPosts, UserSecurity } from "@/components/auth/user-panels";
import { PageHead } from "@/components/shell/page-head";
import { Panel } from "@/components/ui/panel";
import { findUser, listSessions } from "@/lib/auth/queries";
import { cityDay } from "@/lib/calendar/rules";
import { RecordId } from "@/lib/db/model";
import { AppError } from "@/lib/errors";
import { listUnits } from "@/lib/units/queries";

export async function generateMetadata() {
  return { title: (await translator("users"))("title") };
}

export default async function UserPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor("users.manage");
  const id = RecordId.safeParse((await params).id);
  if (!id.success) notFound();
  const now = new Date();
  const user = await findUser(actor, id.data, now).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === "not-found") notFound();
    throw error;
  });
  const [sessions, units, t, words] = [
    await listSessions(actor, user.id, now),
    await listUnits(actor, cityDay(now)),
    await translator("users"),
    await translator("auth"),
  ];
  const isSelf = user.id === actor.userId;
  return (
    <WithWords of={["shell", "users", "auth"]}>
      <div className={classes.page}>
        <PageHead title={user.name} above={<Link href="/admin/users">{t("back")}</Link>} />
        {user.isDemo ? <p className={classes.intro}>{t("demo")}</p> : null}
        <UserDetails user={user} hasSso={ssoName() !== null} />
        <UserPosts user={user} isSelf={isSelf} units={units.map(({ id: unitId, name }) => ({ id: unitId, name }))} />
        <UserSecurity user={user} isSelf={isSelf} />
        {sessions.length > 0 ? (
          <Panel title={words("account.sessions")}>
            <Sessions sessions={sessions} isOwn={false} />
          </Panel>
        ) : null}
      </div>
    </WithWords>
  );
}
