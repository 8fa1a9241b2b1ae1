"use client";
import { Button, MultiSelect, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { directionWords } from "@/lib/documents/labels";
import type { DocumentType } from "@/lib/documents/model";
import { say } from "@/lib/words";
import { sendByKey } from "../dossiers/act-keys";
import dossier from "../dossiers/dossier.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { Panel } from "../ui/panel";
import { useProblemWords } from "../ui/problem-words";

const directions = ["OUTGOING", "INCOMING", "INTERNAL"] as const;

/** Opens a book with a sequence of its own for some types. */
export function NewBook({ units, types }: { units: readonly { id: number; name: string }[]; types: readonly DocumentType[] }) {
  const t = useTranslations("documents.books");
  const locale = useLocale();
  const words = useProblemWords();
  const [unitId, setUnitId] = useState(String(units[0]?.id ?? ""));
  const [direction, setDirection] = useState<string>("OUTGOING");
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<string[]>([]);
  const act = useAct(anyAnswer, () => {
    setName("");
    setChosen([]);
  });
  return (
    <Panel title={t("open")} note={t("openNote")}>
      <form
        className={dossier.form}
        onKeyDown={sendByKey}
        onSubmit={(event) => {
          event.preventDefault();
          act.mutate({
            method: "POST",
            url: "/api/v1/documents/books",
            body: { unitId: Number(unitId), direction, name, typeIds: chosen.map(Number) },
          });
        }}
      >
        <NativeSelect
          label={t("columns.unit")}
          value={unitId}
          onChange={(event) => setUnitId(event.currentTarget.value)}
          data={units.map((unit) => ({ value: String(unit.id), label: unit.name }))}
        />
        <NativeSelect
          label={t("direction")}
          value={direction}
          onChange={(event) => setDirection(event.currentTarget.value)}
          data={directions.map((one) => ({ value: one, label: say(locale, directionWords[one]) }))}
        />
        <TextInput
          label={t("name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={120}
          required
        />
        <MultiSelect
          label={t("types")}
          value={chosen}
          onChange={setChosen}
          data={types.map((type) => ({ value: String(type.id), label: type.name }))}
          searchable
        />
        <p role="alert" className={dossier.error}>
          {act.error ? words(act.error) : null}
        </p>
        <div className={dossier.buttons}>
          <Button type="submit" loading={act.isPending} disabled={name.trim() === "" || chosen.length === 0}>
            {t("openDo")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
