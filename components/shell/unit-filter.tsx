"use client";
import { Button, Popover } from "@mantine/core";
import { IconBuildingCommunity, IconChevronDown } from "@tabler/icons-react";
import { useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { searchable } from "@/lib/words";
import { useAddress } from "./address";
import classes from "./unit-filter.module.css";

/** A unit of the tree, flattened: its depth says under whom it stands. */
export type UnitChoice = { id: number; name: string; depth: number };

type Props = {
  units: readonly UnitChoice[];
  /** What all that the reader reaches is called: the city, or their unit. */
  whole: string;
  unitId: number | null;
};

/** Which unit the page is about: itself and all below it. Searched without diacritics, walked with the arrow keys. */
export function UnitFilter({ units, whole, unitId }: Props) {
  const t = useTranslations("shell.unit");
  const { go, isGoing } = useAddress();
  const [isOpen, setOpen] = useState(false);
  const chosen = units.find((u) => u.id === unitId);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          loading={isGoing}
          className={classes.button}
          leftSection={<IconBuildingCommunity size="1rem" aria-hidden />}
          rightSection={<IconChevronDown size="1rem" aria-hidden />}
          onClick={() => setOpen((o) => !o)}
          aria-label={`${t("label")}: ${chosen?.name ?? whole}`}
        >
          {chosen?.name ?? whole}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={t("label")}>
        <UnitList
          units={units}
          whole={whole}
          chosen={unitId}
          onChoose={(id) => {
            setOpen(false);
            go({ unitId: id, cursor: null });
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function UnitList({
  units,
  whole,
  chosen,
  onChoose,
}: Omit<Props, "unitId"> & { chosen: number | null; onChoose(id: number | null): void }) {
  const t = useTranslations("shell.unit");
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const wanted = searchable(text);
  const found: { id: number | null; name: string; depth: number }[] = wanted
    ? units.filter((u) => searchable(u.name).includes(wanted)).map((u) => ({ ...u, depth: 0 }))
    : [{ id: null, name: whole, depth: 0 }, ...units.filter((u) => u.name !== whole)];
  const move = (to: number) => {
    const next = Math.min(Math.max(to, 0), found.length - 1);
    setAt(next);
    list.current?.children[next]?.scrollIntoView({ block: "nearest" });
  };
  return (
    <>
      <input
        className={classes.search}
        role="combobox"
        aria-label={t("label")}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={found[at] ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        placeholder={t("search")}
        data-autofocus
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") move(at + 1);
          else if (event.key === "ArrowUp") move(at - 1);
          else if (event.key === "Enter" && found[at]) onChoose(found[at].id);
          else return;
          event.preventDefault();
        }}
      />
      <div ref={list} id={`${id}-list`} className={classes.list} role="listbox" aria-label={t("label")}>
        {found.map((unit, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled where the focus is, in the search box.
          // biome-ignore lint/a11y/useFocusableInteractive: an option is pointed at by aria-activedescendant, not focused.
          <div
            key={unit.id ?? "all"}
            id={`${id}-${i}`}
            role="option"
            aria-selected={unit.id === chosen}
            data-active={i === at || undefined}
            className={classes.option}
            style={{ paddingInlineStart: `${0.75 + unit.depth * 1.125}rem` }}
            onClick={() => onChoose(unit.id)}
          >
            {unit.name}
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className={classes.none}>{t("none")}</p> : null}
    </>
  );
}
