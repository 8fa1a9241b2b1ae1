import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import { SubsystemBoardScreen } from "@/components/subsystems/board-screen";
import { subsystemBoardQuery } from "@/components/subsystems/subsystems-query";
import { yearOf } from "@/lib/calendar/rules";
import { listDefinitions, readSubsystemBoard } from "@/lib/indicators/queries";
import { readSubsystem } from "@/lib/subsystems/queries";
import { readQuestion, type Search, unitChoices, wholeName } from "../../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("subsystems"))("title") };
}

export default async function SubsystemPage({
  params,
  searchParams,
}: {
  params: Promise<{ code: string }>;
  searchParams: Search;
}) {
  const actor = await requireActor("overview.view");
  // Many figures are of a year or a quarter: the year shows each of them.
  const { today, period, asOf, question, asked } = await readQuestion(searchParams, ["unitId"], yearOf);
  const subsystem = await readSubsystem(actor, { code: (await params).code });
  const client = new QueryClient();
  const [units, definitions] = await Promise.all([
    unitChoices(actor, "overview.view", asOf),
    listDefinitions(actor, subsystem.id),
    client.prefetchQuery({
      queryKey: subsystemBoardQuery(subsystem.id, question).queryKey,
      queryFn: () => readSubsystemBoard(actor, { id: subsystem.id }, asked),
      retry: false,
    }),
  ]);
  const whole = await wholeName(actor, "overview.view", units);
  return (
    <WithWords of={["shell", "overview", "subsystems"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <SubsystemBoardScreen
          subsystem={subsystem}
          definitions={definitions}
          question={question}
          filter={{ period, asOf, today, unitId: question.unitId ?? null, units, whole }}
        />
      </HydrationBoundary>
    </WithWords>
  );
}
