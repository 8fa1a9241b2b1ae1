import { systemActor } from "@/lib/auth/queries";
import { db } from "@/lib/db/client";
import { fetchFile, Unfetched } from "@/lib/egress";
import { noteFetched } from "../commands";
import { mostListBytes } from "../model";
import { sourcesNow } from "./sources";

const hour = 3_600_000;
/** What came is asked for again after so long, and what did not come. */
const again = { taken: 6 * hour, failed: hour / 2 };
const most = Math.floor((mostListBytes * 3) / 4) - 4;

/** The round "fetch-lists": revocation lists from where the deployment says, each judged like one that was handed in. */
export async function fetchLists(_payload: unknown, signal?: AbortSignal, now = new Date()): Promise<void> {
  const rows = new Map((await db.listSource.findMany()).map((row) => [row.url, row]));
  for (const source of sourcesNow()) {
    const { url } = source;
    if (signal?.aborted) return;
    const last = rows.get(url.href);
    const wait = last?.fault == null ? again.taken : again.failed;
    if (last && now.getTime() - last.triedAt.getTime() < wait) continue;
    const told = await fetchFile(source, { most, waitMs: 60_000, signal }).then(
      (bytes) => ({ file: bytes.toString("base64"), fault: null }),
      (error: unknown) => {
        if (!(error instanceof Unfetched)) throw error;
        return { file: null, fault: `source-${error.why}` as const };
      },
    );
    await noteFetched({ actor: systemActor("lists"), now }, { url: url.href, ...told });
  }
}
