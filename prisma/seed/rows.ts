import { personalPlaces } from "@/lib/dossiers/model";
import { blindIndex, seal } from "@/lib/secrets";
import { searchable } from "@/lib/words";
import { hamletName } from "./areas";
import type { Cell } from "./copy";
import type { LifeEvent } from "./course";
import type { SeedDossier } from "./dossiers";
import { askedBy, papersOf } from "./papers";
import { idNumber, organisationName, personName, phone } from "./people";
import type { Random } from "./random";
import { wardTitle } from "./units";

/** Who stands in the history of a dossier, and the ids its keys stand for. */
export type Official = { id: string; name: string };
export type DossierKeys = {
  unit(key: string): number;
  area(code: string): number;
  procedure(code: string): number;
  official(unit: string, role: "UNIT_HEAD" | "ONE_STOP_OFFICER" | "SPECIALIST"): Official;
};
export type DossierRows = { dossiers: Cell[][]; events: Cell[][]; stops: Cell[][]; asked: Cell[][]; papers: Cell[][] };

export const dossierColumns = [
  ...["id", "code", "procedure_id", "unit_id", "receiving_unit_id", "area_id", "channel", "service_level", "state", "outcome"],
  ...["result_kind", "applicant_kind", "applicant_name", "applicant_search", "applicant_address", "phone_sealed", "phone_index"],
  ...[
    "id_number_sealed",
    "id_number_index",
    "subject",
    "limit_value",
    "limit_unit",
    "cutoff_policy",
    "supplement_policy",
    "registered_at",
    "accepted_at",
    "accepted_on",
  ],
  ...["due_at", "due_on", "extended_due_at", "extended_due_on", "ended_at", "ended_on", "returned_at", "returned_on"],
  ...["working_days_used", "supplement_count", "is_demo", "version", "entered_at", "changed_at"],
] as const;
export const eventColumns = [
  ...["dossier_id", "version", "kind", "from_state", "to_state", "at", "actor_id", "actor_name", "unit_id", "note"],
  ...["due_at_before", "due_at_after"],
] as const;
export const stopColumns = [
  ...[
    "id",
    "dossier_id",
    "kind",
    "policy",
    "reason",
    "stopped_at",
    "stopped_on",
    "resumed_at",
    "resumed_on",
    "due_at_before",
    "due_on_before",
  ],
] as const;
export const askedColumns = ["stop_id", "position", "name"] as const;
export const paperColumns = ["dossier_id", "position", "name", "form", "count", "supplement"] as const;

/** Dossiers as rows, numbered from `first` in the order given. Personal numbers are sealed as the application seals them. */
export function dossierRows(
  dossiers: readonly SeedDossier[],
  first: { dossier: number; stop: number },
  ids: DossierKeys,
  random: Random,
): DossierRows {
  const rows: DossierRows = { dossiers: [], events: [], stops: [], asked: [], papers: [] };
  dossiers.forEach(({ filing, life, code }, i) => {
    const id = first.dossier + i;
    const { facts, events } = life;
    const { procedure, ward } = filing;
    const applicant = applicantOf(procedure.sector, random);
    const isLimited = facts.acceptedAt !== null;
    const place = `${hamletName(ward, filing.hamlet)}, ${wardTitle(ward).replace(/^[PX]/, (c) => c.toLowerCase())}`;
    const isLandOrHouse = procedure.sector === "dat-dai" || procedure.sector === "xay-dung";
    rows.dossiers.push([
      ...[id, code, ids.procedure(procedure.code), ids.unit(filing.unit), ids.unit(filing.desk)],
      ids.area(`${ward.areaCode}.${String(filing.hamlet).padStart(2, "0")}`),
      ...[filing.channel, filing.level, facts.state, facts.outcome, facts.resultKind, applicant.kind, applicant.name],
      ...[searchable(applicant.name), place, ...sealed(applicant.phone, personalPlaces.phone)],
      ...sealed(applicant.idNumber, personalPlaces.idNumber),
      isLandOrHouse ? `${procedure.name}, tại ${place}` : null,
      ...[isLimited ? (filing.limit?.value ?? null) : null, isLimited ? (filing.limit?.unit ?? null) : null],
      ...[procedure.cutoffPolicy, procedure.supplementPolicy],
      ...[filing.channel === "ONLINE" ? filing.registeredAt : null, facts.acceptedAt, facts.acceptedOn, facts.dueAt, facts.dueOn],
      ...[facts.extendedDueAt, facts.extendedDueOn, facts.endedAt, facts.endedOn, facts.returnedAt, facts.returnedOn],
      ...[facts.workingDaysUsed, facts.supplementCount, true, facts.version],
      ...[filing.registeredAt, events[events.length - 1]?.at ?? filing.registeredAt],
    ]);
    for (const event of events) {
      const by = actorOf(event, filing, ids);
      rows.events.push([
        ...[id, event.version, event.kind, event.fromState, event.toState, event.at, by.id, by.name, by.unitId, event.note],
        ...[event.dueAtBefore, event.dueAtAfter],
      ]);
    }
    const isOnline = filing.channel === "ONLINE";
    const papers = papersOf(procedure.sector, isOnline).map((paper): [...typeof paper, supplement: number] => [...paper, 0]);
    let supplement = 0;
    for (const s of facts.stops) {
      const stopId = first.stop + rows.stops.length;
      const asked = s.kind === "SUPPLEMENT" ? askedBy(s.reason, isOnline) : null;
      if (s.kind === "SUPPLEMENT") supplement++;
      if (asked) rows.asked.push([stopId, 1, asked[0]]);
      const isIn = events.some((e) => e.kind === "receiveSupplement" && e.at.getTime() === s.resumedAt?.getTime());
      if (asked && isIn) papers.push([...asked, supplement]);
      rows.stops.push([
        ...[
          stopId,
          id,
          s.kind,
          s.policy,
          s.reason,
          s.stoppedAt,
          s.stoppedOn,
          s.resumedAt,
          s.resumedOn,
          s.dueAtBefore,
          s.dueOnBefore,
        ],
      ]);
    }
    papers.forEach((paper, position) => {
      rows.papers.push([id, position + 1, ...paper]);
    });
  });
  return rows;
}

function applicantOf(sector: string, random: Random) {
  const isOrganisation = random.chance(
    { "dat-dai": 0.08, "xay-dung": 0.1, "luu-thong": 0.3, "lao-dong": 0.8, "hop-tac-xa": 0.8 }[sector] ?? 0.01,
  );
  return isOrganisation
    ? { kind: "ORGANISATION", name: organisationName(random), phone: phone(random), idNumber: null }
    : {
        kind: "CITIZEN",
        name: personName(random),
        phone: random.chance(0.97) ? phone(random) : null,
        idNumber: random.chance(0.93) ? idNumber(random) : null,
      };
}

/** The sealed value and its blind index, or two nulls. */
function sealed(value: string | null, place: string): [Cell, Cell] {
  return value === null ? [null, null] : [seal(value, place), blindIndex(value, place)];
}

function actorOf(
  event: LifeEvent,
  { unit, desk, channel }: SeedDossier["filing"],
  ids: DossierKeys,
): Official & { unitId: number | null } {
  if (event.kind === "register" && channel === "ONLINE")
    return { id: "system:portal", name: "Cổng Dịch vụ công quốc gia", unitId: null };
  switch (event.kind) {
    case "register":
    case "accept":
    case "decline":
    case "return":
    case "withdraw":
    case "receiveSupplement":
      return { ...ids.official(unit, "ONE_STOP_OFFICER"), unitId: ids.unit(desk) };
    case "finish":
    case "refuse":
    case "extend":
    case "stop":
      return { ...ids.official(unit, "UNIT_HEAD"), unitId: ids.unit(unit) };
    default:
      return { ...ids.official(unit, "SPECIALIST"), unitId: ids.unit(unit) };
  }
}
