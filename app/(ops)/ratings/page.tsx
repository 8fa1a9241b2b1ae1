import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import * as z from "zod";
import { ratingsQuery } from "@/components/citizens/ratings-query";
import { RatingsScreen } from "@/components/citizens/ratings-screen";
import type { FilterState } from "@/components/shell/filters";
import { figuresKnownSince } from "@/lib/cells/queries";
import { RatingQuery } from "@/lib/citizens/model";
import { listRatings } from "@/lib/citizens/queries";
import { findCity } from "@/lib/city/queries";
import { translator } from "../../i18n";
import { requireActor } from "../../session";
import { WithWords } from "../../with-words";
import { readQuestion, type Search, unitChoices, wholeName } from "../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("ratings"))("title") };
}
const { score, isCommented } = RatingQuery.shape;
const Shown = z.object({ score: score.catch(undefined), isCommented: isCommented.catch(undefined) });

export default async function RatingsPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("ratings.view");
  const { score, isCommented } = Shown.parse(await searchParams);
  const { today, period, asOf, question } = await readQuestion(searchParams, ["unitId"]);
  const { unitId } = question;
  const asked = { ...period, ...(unitId && { unitId }), ...(score && { score }), ...(isCommented && { isCommented }) };
  const client = new QueryClient();
  const [units, city, knownSince] = await Promise.all([
    unitChoices(actor, "ratings.view", asOf),
    findCity(),
    figuresKnownSince(),
    client.prefetchInfiniteQuery({
      queryKey: ratingsQuery(asked).queryKey,
      queryFn: () => listRatings(actor, asked),
      initialPageParam: null as number | null,
      retry: false,
    }),
  ]);
  const filter: FilterState = {
    ...{ period, asOf, today, units, knownSince },
    knownOn: null,
    whole: await wholeName(actor, "ratings.view", units),
    unitId: unitId ?? null,
    isDemo: city?.hasDemoData ?? false,
  };
  return (
    <WithWords of={["shell", "overview", "ratings"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <RatingsScreen question={asked} filter={filter} />
      </HydrationBoundary>
    </WithWords>
  );
}
