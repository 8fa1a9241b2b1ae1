import type { Work } from "@/lib/command";
import type { MoveEvent } from "../rules";

type Told = Pick<MoveEvent, "version" | "toState" | "at" | "dueAtAfter"> &
  Partial<Omit<MoveEvent, "kind">> & {
    kind: string;
    changed?: { fields: readonly string[]; sealed: Uint8Array };
    lateAgencies?: readonly string[];
  };

/** Adds to a dossier's history what its version came about by, and who did it where. */
export async function writeEvent({ tx, actor }: Work, dossierId: number, unitId: number, event: Told): Promise<void> {
  const {
    version,
    kind,
    fromState = null,
    toState,
    at,
    note = null,
    dueAtBefore = null,
    dueAtAfter,
    changed,
    lateAgencies,
  } = event;
  await tx.$executeRaw`
    insert into dossier_event (dossier_id, version, kind, from_state, to_state, at, actor_id, actor_name, unit_id, note, due_at_before, due_at_after,
      changed_fields, changes, late_agencies)
    values (${dossierId}, ${version}, ${kind}, ${fromState}::dossier_state, ${toState}::dossier_state, ${at}::timestamptz, ${actor.id}, ${actor.name},
      ${unitId}, ${note}, ${dueAtBefore}::timestamptz, ${dueAtAfter}::timestamptz, ${changed ? [...changed.fields] : null}::text[], ${changed?.sealed ?? null}::bytea,
      ${lateAgencies ? [...lateAgencies] : null}::text[])`;
}
