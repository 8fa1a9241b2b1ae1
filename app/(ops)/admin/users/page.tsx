import Link from "next/link";
import * as z from "zod";
import { ssoName } from "@/app/api/auth/options";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import classes from "@/components/admin/admin.module.css";
import { Users } from "@/components/auth/users";
import { PageHead } from "@/components/shell/page-head";
import { Panel } from "@/components/ui/panel";
import { UserFilter } from "@/lib/auth/model";
import { listUsers } from "@/lib/auth/queries";
import { cityDay } from "@/lib/calendar/rules";
import { listUnits } from "@/lib/units/queries";

export async function generateMetadata() {
  return { title: (await translator("users"))("title") };
}

const Ask = z.object({
  q: z.string().max(100).catch(""),
  status: UserFilter.nullable().catch(null),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
});

export default async function UsersPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const actor = await requireActor("users.manage");
  const t = await translator("users");
  const { q, status, page } = Ask.parse(await searchParams);
  const now = new Date();
  const [users, units] = await Promise.all([
    listUsers(actor, { q, status: status ?? undefined, page }, now),
    listUnits(actor, cityDay(now)),
  ]);
  return (
    <WithWords of={["shell", "users"]}>
      <div className={classes.page}>
        <PageHead title={t("title")} stamp={<Link href="/admin/users/review">{t("review.title")}</Link>} />
        <p className={classes.intro}>{t("intro")}</p>
        <Panel title={t("caption")}>
          <Users
            page={users}
            ask={{ q, status }}
            units={units.map(({ id, name }) => ({ id, name }))}
            hasSso={ssoName() !== null}
            now={now.toISOString()}
          />
        </Panel>
      </div>
    </WithWords>
  );
}
