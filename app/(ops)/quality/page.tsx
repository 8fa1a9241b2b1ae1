import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import * as z from "zod";
import { indexQuery } from "@/components/quality/index-query";
import { IndexScreen } from "@/components/quality/index-screen";
import { addMonths, cityDay } from "@/lib/calendar/rules";
import { RecordId } from "@/lib/db/model";
import { holds } from "@/lib/policy";
import { IndexKind, ListedMeasure, MonthText } from "@/lib/quality/model";
import { readIndex } from "@/lib/quality/queries";
import { monthDays } from "@/lib/quality/rules";
import { translator } from "../../i18n";
import { requireActor } from "../../session";
import { WithWords } from "../../with-words";
import { type Search, unitChoices, wholeName } from "../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("quality"))("index.title") };
}
const Asked = z.object({
  kind: IndexKind.catch("QD766"),
  month: MonthText.optional().catch(undefined),
  unitId: RecordId.optional().catch(undefined),
  measure: ListedMeasure.optional().catch(undefined),
  earlier: RecordId.optional().catch(undefined),
});
const monthsOffered = 24;

export default async function QualityPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("overview.view");
  const { kind, month: asked, unitId, measure, earlier } = Asked.parse(await searchParams);
  const now = new Date();
  const today = cityDay(now);
  const thisMonth = today.slice(0, 7);
  const recent = Array.from({ length: monthsOffered }, (_, i) => addMonths(`${thisMonth}-01`, -i).slice(0, 7));
  const month = asked && asked <= thisMonth ? asked : thisMonth;
  const question = { kind, month, ...(unitId && { unitId }), ...(earlier && { earlier }) };
  const client = new QueryClient();
  const [units] = await Promise.all([
    unitChoices(actor, "overview.view", monthDays(month).to),
    client.prefetchQuery({
      queryKey: indexQuery(question).queryKey,
      queryFn: () => readIndex(actor, question, now),
      retry: false,
    }),
  ]);
  return (
    <WithWords of={["shell", "quality"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <IndexScreen
          question={question}
          measure={measure ?? null}
          months={recent.includes(month) ? recent : [...recent, month]}
          today={today}
          units={units}
          whole={await wholeName(actor, "overview.view", units)}
          canList={holds(actor, "dossiers.view")}
        />
      </HydrationBoundary>
    </WithWords>
  );
}
