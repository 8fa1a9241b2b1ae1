import { db, type Tx } from "@/lib/db/client";
import { writeEntry } from "./commands";
import { isUnusualReading, usualReading } from "./rules";
import { sealPending } from "./sealing/seal";

/** The job "seal-audit": seals what is committed and exports the heads. Harmless to run twice at once. */
export async function sealAudit(): Promise<void> {
  await sealPending();
}

type Reader = { actor: string; files: number; others: number[] };

/**
 * Part of the job "sweep": once for each day that has ended, tells the auditor of everybody who opened far more personal files that day
 * than they usually do (SECURITY: T-77). Returns how many it told of; null when the day was looked at before.
 */
export async function reviewReadings(now: Date): Promise<number | null> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('review of readings'))`;
      const [day] = await tx.$queryRaw<{ on: string }[]>`
        select d::text as "on" from (select (${now}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date - 1 as d) yesterday
        where not exists (select from audit_entry where subject = 'reading' and subject_id = d::text)`;
      if (!day) return null;
      const readers = await readersOf(tx, day.on);
      const told = readers
        .map((reader) => ({ ...reader, usual: usualReading(reader.others) }))
        .filter(({ files, usual }) => isUnusualReading(files, usual));
      const by = { actorId: "system:review" };
      for (const { actor, files, usual } of told) {
        const subject = { type: "user", id: actor.replace(/^user:/, "") };
        await writeEntry(tx, { ...by, action: "reading.unusual", subject, detail: { day: day.on, files, usual } });
      }
      const detail = { readers: readers.length, unusual: told.length };
      await writeEntry(tx, { ...by, action: "reading.review", subject: { type: "reading", id: day.on }, detail });
      return told.length;
    },
    { timeout: 120_000 },
  );
}

/** Who opened files on a day, how many different ones, and how many on each of the thirty days before on which they opened any. */
function readersOf(tx: Tx, on: string): Promise<Reader[]> {
  return tx.$queryRaw<Reader[]>`
    with opened as (
      select actor_id, (at at time zone 'Asia/Ho_Chi_Minh')::date as day, count(distinct (subject, subject_id))::int as files
      from audit_entry
      where at >= (${on}::date - 30)::timestamp at time zone 'Asia/Ho_Chi_Minh' and at < (${on}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
        and actor_id like 'user:%' and action in ('dossier.view', 'dossier.reveal', 'dossier.recall', 'form.view')
      group by 1, 2
    )
    select o.actor_id as actor, o.files, coalesce((select array_agg(b.files) from opened b where b.actor_id = o.actor_id and b.day < o.day), '{}') as others
    from opened o where o.day = ${on}::date order by o.actor_id`;
}
