"use client";
import { IconX } from "@tabler/icons-react";
import { useLocale, useTranslations } from "use-intl";
import { channelWords, type SetGroup, setGroups, stateWords } from "@/lib/dossiers/labels";
import { say } from "@/lib/words";
import { useAddress } from "../shell/address";
import { channelChoices, stateChoices } from "./choices";
import classes from "./list.module.css";
import { Choice, SearchBox } from "./list-controls";
import type { ListFilter } from "./list-query";

/** Searching while typing, and the filters that are closed lists. Changing one goes back to the first page. */
export function ListFilters({
  filter,
  sectorName,
  procedureName,
}: {
  filter: ListFilter;
  sectorName: string | null;
  procedureName: string | null;
}) {
  const t = useTranslations("dossiers");
  const locale = useLocale();
  const { go } = useAddress();
  const first = { cursor: null, back: null };
  const chips = [
    filter.isAlone && filter.unitId !== undefined && { name: t("filters.alone"), change: { isAlone: null } },
    procedureName && { name: t("filters.procedure", { name: procedureName }), change: { procedureId: null } },
    sectorName && { name: t("filters.sector", { name: sectorName }), change: { sectorId: null } },
  ].filter((chip) => typeof chip === "object" && chip !== null);
  const hasFilter = Object.entries(filter).some(([key, value]) => value !== undefined && key !== "cursor");
  return (
    <search className={classes.filters} aria-label={t("filters.label")}>
      <SearchBox
        text={filter.text ?? ""}
        words={{ label: t("search.label"), placeholder: t("search.placeholder"), hint: t("search.hint") }}
        onSearch={(text) => go({ text, ...first }, "replace")}
      />
      <Choice
        all={t("filters.all")}
        label={t("filters.set")}
        value={filter.set}
        groups={(Object.keys(setGroups) as SetGroup[]).map((group) => ({
          label: t(`setGroups.${group}`),
          options: setGroups[group].map((set) => [set, t(`sets.${set}`)]),
        }))}
        onChoose={(set) => go({ set, ...first })}
      />
      <Choice
        all={t("filters.all")}
        label={t("filters.state")}
        value={filter.state}
        groups={[{ options: stateChoices.map((s) => [s, say(locale, stateWords[s])]) }]}
        onChoose={(state) => go({ state, ...first })}
      />
      <Choice
        all={t("filters.all")}
        label={t("filters.channel")}
        value={filter.channel}
        groups={[{ options: channelChoices.map((c) => [c, say(locale, channelWords[c])]) }]}
        onChoose={(channel) => go({ channel, ...first })}
      />
      {chips.map((chip) => (
        <button
          key={chip.name}
          type="button"
          className={classes.chip}
          aria-label={t("filters.remove", { name: chip.name })}
          onClick={() => go({ ...chip.change, ...first })}
        >
          {chip.name} <IconX size="0.875rem" aria-hidden />
        </button>
      ))}
      {hasFilter ? (
        <button
          type="button"
          className={classes.clear}
          onClick={() =>
            go(
              Object.fromEntries(
                [
                  "text",
                  "set",
                  "state",
                  "channel",
                  "procedureId",
                  "sectorId",
                  "unitId",
                  "isAlone",
                  "from",
                  "to",
                  "asOf",
                  "cursor",
                  "back",
                ].map((k) => [k, null]),
              ),
            )
          }
        >
          {t("filters.clear")}
        </button>
      ) : null}
    </search>
  );
}
