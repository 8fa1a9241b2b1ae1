import { route } from "@/app/door";
import { askToSign } from "@/lib/documents/commands";
import { AskSigningInput, documentIdOf, SigningActed, SigningBoard } from "@/lib/documents/model";
import { readSignings } from "@/lib/documents/queries";

export const GET = route(
  {
    id: "documents.signings",
    method: "GET",
    path: "/api/v1/documents/{id}/signings",
    auth: "documents.view",
    input: { params: documentIdOf },
    output: SigningBoard,
    audit: "none",
    summary: {
      vi: "Việc ký số của một văn bản: đã trình ai, đến đâu, còn trình được tệp nào, ai ký được",
      en: "The signing of a document: before whom it was laid, how far it is, which files may be laid before whom",
    },
  },
  ({ actor, now, params }) => readSignings(actor, params.id, now),
);

export const POST = route(
  {
    id: "documents.ask-signature",
    method: "POST",
    path: "/api/v1/documents/{id}/signings",
    auth: "documents.draft",
    input: { params: documentIdOf, body: AskSigningInput },
    output: SigningActed,
    audit: "command",
    summary: { vi: "Trình người có thẩm quyền ký số một tệp PDF", en: "Lays a PDF before the person in authority to sign" },
  },
  ({ actor, now, params, body, tx }) => askToSign({ actor, now }, { ...body, documentId: params.id }, tx),
);
