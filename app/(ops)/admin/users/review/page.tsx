import Link from "next/link";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import classes from "@/components/admin/admin.module.css";
import { Review } from "@/components/auth/review";
import { PageHead } from "@/components/shell/page-head";
import { reviewAccounts } from "@/lib/auth/queries";
import { cityDay } from "@/lib/calendar/rules";

export async function generateMetadata() {
  return { title: (await translator("users"))("review.title") };
}

export default async function ReviewPage() {
  const actor = await requireActor("users.manage");
  const t = await translator("users");
  const now = new Date();
  return (
    <WithWords of={["shell", "users"]}>
      <div className={classes.page}>
        <PageHead title={t("review.title")} above={<Link href="/admin/users">{t("back")}</Link>} />
        <p className={classes.intro}>{t("review.intro")}</p>
        <Review review={await reviewAccounts(actor, now)} today={cityDay(now)} />
      </div>
    </WithWords>
  );
}
