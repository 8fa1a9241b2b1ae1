import { cookies } from "next/headers";
import { cache } from "react";
import { createTranslator } from "use-intl/core";
import { isLocale, type Locale } from "@/lib/words";
import { admin } from "./messages/admin";
import { attachments } from "./messages/attachments";
import { auth } from "./messages/auth";
import { board } from "./messages/board";
import { cameraBoard } from "./messages/camera-board";
import { cameraWall } from "./messages/camera-wall";
import { cameras } from "./messages/cameras";
import { certificates } from "./messages/certificates";
import { citizens } from "./messages/citizens";
import { developers } from "./messages/developers";
import { documentBoard } from "./messages/document-board";
import { documentImports } from "./messages/document-imports";
import { documentSigning } from "./messages/document-signing";
import { documentWork } from "./messages/document-work";
import { documents } from "./messages/documents";
import { dossiers } from "./messages/dossiers";
import { exchange } from "./messages/exchange";
import { forms } from "./messages/forms";
import { health } from "./messages/health";
import { imports } from "./messages/imports";
import { indicators } from "./messages/indicators";
import { intake } from "./messages/intake";
import { meetings } from "./messages/meetings";
import { overview } from "./messages/overview";
import { packets } from "./messages/packets";
import { printing } from "./messages/printing";
import { procedures } from "./messages/procedures";
import { quality } from "./messages/quality";
import { qualityAdmin } from "./messages/quality-admin";
import { ratings } from "./messages/ratings";
import { shell } from "./messages/shell";
import { signatures } from "./messages/signatures";
import { subsystems } from "./messages/subsystems";
import { ui } from "./messages/ui";
import { users } from "./messages/users";

/** Every area of the interface with its words in both languages. A new area is a file in messages/ and a line here. */
const areas = {
  admin,
  attachments,
  auth,
  cameraBoard,
  cameraWall,
  cameras,
  certificates,
  citizens,
  developers,
  users,
  imports,
  indicators,
  ui,
  shell,
  overview,
  packets,
  printing,
  procedures,
  quality,
  qualityAdmin,
  ratings,
  documentBoard,
  documentImports,
  documents,
  documentSigning,
  documentWork,
  meetings,
  dossiers,
  board,
  forms,
  exchange,
  health,
  intake,
  signatures,
  subsystems,
};
export type Area = keyof typeof areas;
export type Messages = { [A in Area]: (typeof areas)[A]["vi"] };

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}

/** The language of this request: the cookie `locale`, Vietnamese when there is none. */
export const currentLocale = cache(async (): Promise<Locale> => {
  const chosen = (await cookies()).get("locale")?.value;
  return isLocale(chosen) ? chosen : "vi";
});

/** The words of some areas in one language: all a page hands to the browser. */
export function wordsOf<A extends Area>(locale: Locale, names: readonly A[]): Pick<Messages, A> {
  return Object.fromEntries(names.map((name) => [name, areas[name][locale]])) as Pick<Messages, A>;
}

/** A translator for server components and metadata. */
export async function translator<const A extends Area>(name: A) {
  const locale = await currentLocale();
  const messages: Messages = wordsOf(locale, Object.keys(areas) as Area[]);
  return createTranslator<Messages, A>({ locale, messages, namespace: name as never, timeZone: "Asia/Ho_Chi_Minh" });
}
