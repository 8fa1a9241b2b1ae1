import type { ReactNode } from "react";
import { Live } from "@/components/ui/live";
import { requireActor } from "../session";

export const dynamic = "force-dynamic";

/** Pages that fill a screen by themselves, with nothing of the product around them. */
export default async function WallLayout({ children }: { children: ReactNode }) {
  await requireActor();
  return <Live>{children}</Live>;
}
