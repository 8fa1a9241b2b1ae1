import * as z from "zod";
import { route } from "@/app/door";
import { openBook } from "@/lib/documents/commands";
import { BookInput, BookList } from "@/lib/documents/model";
import { listBooks } from "@/lib/documents/queries";

export const GET = route(
  {
    id: "documents.books",
    method: "GET",
    path: "/api/v1/documents/books",
    auth: "documents.view",
    keys: true,
    input: {},
    output: BookList,
    audit: "none",
    summary: {
      vi: "Các sổ văn bản theo đơn vị, với số cuối đã cấp của từng năm",
      en: "The registers by unit, with the last number given out in each year",
    },
  },
  async ({ actor }) => ({ books: await listBooks(actor) }),
);

export const POST = route(
  {
    id: "documents.open-book",
    method: "POST",
    path: "/api/v1/documents/books",
    auth: "documents.manage",
    input: { body: BookInput },
    output: z.object({ id: z.int() }),
    audit: "command",
    summary: {
      vi: "Mở sổ riêng, có dãy số riêng, cho một số loại văn bản của đơn vị",
      en: "Open a register with a sequence of its own for some types of a unit's documents",
    },
  },
  ({ actor, now, body, tx }) => openBook({ actor, now }, body, tx),
);
