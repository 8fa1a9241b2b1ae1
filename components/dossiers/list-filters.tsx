"use client";
import { IconSearch, IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { channelWords, type SetGroup, setGroups, stateWords } from "@/lib/dossiers/labels";
import { say } from "@/lib/words";
import { useAddress } from "../shell/address";
import { channelChoices, stateChoices } from "./choices";
import classes from "./list.module.css";
import type { ListFilter } from "./list-query";

const debounceMs = 250;

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
      <SearchBox text={filter.text ?? ""} onSearch={(text) => go({ text, ...first }, "replace")} />
      <Choice
        label={t("filters.set")}
        value={filter.set}
        groups={(Object.keys(setGroups) as SetGroup[]).map((group) => ({
          label: t(`setGroups.${group}`),
          options: setGroups[group].map((set) => [set, t(`sets.${set}`)]),
        }))}
        onChoose={(set) => go({ set, ...first })}
      />
      <Choice
        label={t("filters.state")}
        value={filter.state}
        groups={[{ options: stateChoices.map((s) => [s, say(locale, stateWords[s])]) }]}
        onChoose={(state) => go({ state, ...first })}
      />
      <Choice
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

function SearchBox({ text, onSearch }: { text: string; onSearch(text: string): void }) {
  const t = useTranslations("dossiers.search");
  const [typed, setTyped] = useState(text);
  const asked = useRef(text);
  const search = useRef(onSearch);
  search.current = onSearch;
  useEffect(() => {
    if (typed.trim() === asked.current) return;
    const timer = setTimeout(() => {
      asked.current = typed.trim();
      search.current(asked.current);
    }, debounceMs);
    return () => clearTimeout(timer);
  }, [typed]);
  // The address changed from elsewhere (back, a saved filter): the box follows it.
  useEffect(() => {
    if (text === asked.current) return;
    asked.current = text;
    setTyped(text);
  }, [text]);
  return (
    <label className={classes.search}>
      <span className={classes.hidden}>{t("label")}</span>
      <IconSearch size="1rem" aria-hidden />
      <input
        type="search"
        value={typed}
        placeholder={t("placeholder")}
        title={t("hint")}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </label>
  );
}

function Choice({
  label,
  value,
  groups,
  onChoose,
}: {
  label: string;
  value: string | undefined;
  groups: readonly { label?: string; options: readonly (readonly [string, string])[] }[];
  onChoose(value: string | null): void;
}) {
  const t = useTranslations("dossiers.filters");
  return (
    <label className={classes.choice} data-set={value ? true : undefined}>
      <span>{label}</span>
      <select value={value ?? ""} onChange={(event) => onChoose(event.currentTarget.value || null)}>
        <option value="">{t("all")}</option>
        {groups.map(({ label: group, options }) => {
          const choices = options.map(([key, words]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ));
          return group ? (
            <optgroup key={group} label={group}>
              {choices}
            </optgroup>
          ) : (
            choices
          );
        })}
      </select>
    </label>
  );
}
