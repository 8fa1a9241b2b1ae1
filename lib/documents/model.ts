export {
  Book,
  BookInput,
  BookList,
  CloseInput,
  RegisterQuery,
  SecretCountInput,
  SecretCountQuery,
  SecretCounts,
} from "./book/model";
export { Doubt, doubts, FileCheck } from "./checks/model";
export { DocumentFileList, DocumentFileRow, documentFileIdOf, RemoveFileReason } from "./files/model";
export { DocumentFilter, DocumentPage, DocumentRow } from "./list/model";
export {
  AtVersion,
  authorities,
  DocumentDetail,
  DocumentDirection,
  DocumentName,
  DocumentState,
  DocumentType,
  DocumentTypeKind,
  DocumentUrgency,
  DraftChange,
  DraftInput,
  documentIdOf,
  Kept,
  RegisterInput,
  VoidInput,
} from "./record/model";

export const documentRefusals = [
  "secret-document",
  "mark-unreadable",
  "document-type-unknown",
  "document-changed",
  "document-not-draft",
  "document-not-registered",
  "document-registered-already",
  "draft-incomplete",
  "response-unknown",
  "arrived-in-future",
  "issued-after-arrival",
  "due-before-document",
  "register-closed",
  "register-year-runs",
  "book-types-taken",
  "document-files-full",
  "document-takes-no-files",
] as const;
export type DocumentRefusal = (typeof documentRefusals)[number];
