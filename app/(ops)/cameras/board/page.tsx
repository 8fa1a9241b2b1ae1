import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import { cameraBoardQuery } from "@/components/cameras/figures/board-query";
import { CameraBoardScreen } from "@/components/cameras/figures/board-screen";
import { readCameraBoard } from "@/lib/indicators/queries";
import { holds } from "@/lib/policy";
import { readQuestion, type Search, unitChoices, wholeName } from "../../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("cameraBoard"))("title") };
}

export default async function CameraBoardPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("overview.view");
  const { today, period, asOf, question, asked } = await readQuestion(searchParams, ["unitId"]);
  const client = new QueryClient();
  const [units] = await Promise.all([
    unitChoices(actor, "overview.view", asOf),
    client.prefetchQuery({
      queryKey: cameraBoardQuery(question).queryKey,
      queryFn: () => readCameraBoard(actor, asked),
      retry: false,
    }),
  ]);
  const whole = await wholeName(actor, "overview.view", units);
  return (
    <WithWords of={["shell", "overview", "board", "documentBoard", "cameraBoard"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <CameraBoardScreen
          question={question}
          filter={{ period, asOf, today, unitId: question.unitId ?? null, units, whole }}
          canList={holds(actor, "cameras.view")}
        />
      </HydrationBoundary>
    </WithWords>
  );
}
