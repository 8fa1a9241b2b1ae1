import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { BooksScreen } from "@/components/documents/books-screen";
import { booksQuery } from "@/components/documents/document-query";
import { cityDay } from "@/lib/calendar/rules";
import { listBooks, listDocumentTypes } from "@/lib/documents/queries";
import { can } from "@/lib/policy";
import { listUnits } from "@/lib/units/queries";
import { translator } from "../../../i18n";
import { requireActor } from "../../../session";
import { WithWords } from "../../../with-words";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("documents"))("books.title") };
}

export default async function BooksPage() {
  const actor = await requireActor("documents.register");
  const today = cityDay(new Date());
  const client = new QueryClient();
  const [units, types] = await Promise.all([
    listUnits(actor, today),
    listDocumentTypes(actor),
    client.prefetchQuery({
      queryKey: booksQuery.queryKey,
      queryFn: async () => ({ books: await listBooks(actor) }),
      retry: false,
    }),
  ]);
  const named = ({ id, name }: { id: number; name: string }) => ({ id, name });
  return (
    <WithWords of={["shell", "documents"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <BooksScreen
          today={today}
          types={types}
          registering={units.filter((unit) => can(actor, "documents.register", unit.id)).map(named)}
          managing={units.filter((unit) => can(actor, "documents.manage", unit.id)).map(named)}
        />
      </HydrationBoundary>
    </WithWords>
  );
}
