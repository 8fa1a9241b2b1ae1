"use client";
import { useLocale, useTranslations } from "use-intl";
import { urgencyWords } from "@/lib/documents/labels";
import type { DocumentType } from "@/lib/documents/model";
import { say } from "@/lib/words";
import list from "../dossiers/list.module.css";
import { Choice, SearchBox } from "../dossiers/list-controls";
import { useAddress } from "../shell/address";
import type { ListFilter } from "./list-query";

const states = ["DRAFT", "REGISTERED", "VOIDED"] as const;
const urgencies = ["URGENT", "VERY_URGENT", "EXPRESS", "EXPRESS_AT_HOUR"] as const;
/** The years shown to choose from: this one and those before it. */
const yearsBack = 5;

/** Searching while typing, and the filters that are closed lists. Changing one goes back to the first page. */
export function ListFilters({ filter, types, today }: { filter: ListFilter; types: readonly DocumentType[]; today: string }) {
  const t = useTranslations("documents");
  const locale = useLocale();
  const { go } = useAddress();
  const first = { cursor: null, back: null };
  const thisYear = Number(today.slice(0, 4));
  const set = (
    ["text", "state", "typeId", "urgency", "year", "unitId", "from", "to", "dueBy", "bookId", "set", "asOf"] as const
  ).filter((name) => filter[name] !== undefined);
  return (
    <search className={list.filters} aria-label={t("filters.label")}>
      <SearchBox
        text={filter.text ?? ""}
        words={{ label: t("search.label"), placeholder: t("search.placeholder"), hint: t("search.hint") }}
        onSearch={(text) => go({ text, ...first }, "replace")}
      />
      <Choice
        label={t("filters.state")}
        all={t("filters.all")}
        value={filter.state}
        groups={[{ options: states.map((state) => [state, t(`filters.states.${state}`)]) }]}
        onChoose={(state) => go({ state, ...first })}
      />
      <Choice
        label={t("filters.type")}
        all={t("filters.all")}
        value={filter.typeId === undefined ? undefined : String(filter.typeId)}
        groups={[{ options: types.map((type) => [String(type.id), type.name]) }]}
        onChoose={(typeId) => go({ typeId, ...first })}
      />
      <Choice
        label={t("filters.urgency")}
        all={t("filters.all")}
        value={filter.urgency}
        groups={[{ options: urgencies.map((urgency) => [urgency, say(locale, urgencyWords[urgency])]) }]}
        onChoose={(urgency) => go({ urgency, ...first })}
      />
      <Choice
        label={t("filters.year")}
        all={t("filters.all")}
        value={filter.year === undefined ? undefined : String(filter.year)}
        groups={[{ options: Array.from({ length: yearsBack }, (_, n) => [String(thisYear - n), String(thisYear - n)]) }]}
        onChoose={(year) => go({ year, ...first })}
      />
      {set.length > 0 ? (
        <button
          type="button"
          className={list.clear}
          onClick={() => go(Object.fromEntries([...set, "cursor", "back"].map((name) => [name, null])))}
        >
          {t("filters.clear")}
        </button>
      ) : null}
    </search>
  );
}
