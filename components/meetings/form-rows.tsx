import { Button, NativeSelect, NumberInput, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "use-intl";
import { meetingRoleWords } from "@/lib/meetings/labels";
import type { Invitable, MeetingRole } from "@/lib/meetings/model";
import { say, searchable } from "@/lib/words";
import classes from "./meetings.module.css";
import { invitableQuery } from "./meetings-query";

export type ParticipantDraft = { key: number; unitId: string | null; userId: string | null; role: MeetingRole };
/** `isKept`: papers lie before it, so it is not dropped. */
export type ItemDraft = {
  key: number;
  id: number | null;
  title: string;
  presenter: string;
  minutes: number | "";
  isKept: boolean;
};
type Row<D> = { row: D; n: number; faultOf(field: string): string | null; onChange(to: Partial<D>): void };

/** Searched as everything is: without diacritics. */
const filter = ({ options, search }: { options: readonly unknown[]; search: string }) => {
  const asked = searchable(search);
  return options.filter(
    (option) =>
      typeof option === "object" &&
      option !== null &&
      "label" in option &&
      typeof option.label === "string" &&
      searchable(option.label).includes(asked),
  ) as never;
};

export function ParticipantRow({ row, n, faultOf, onChange, onDrop }: Row<ParticipantDraft> & { onDrop(): void }) {
  const t = useTranslations("meetings.form");
  const locale = useLocale();
  const { data: all } = useQuery<Invitable>(invitableQuery(null));
  const { data } = useQuery<Invitable>({
    ...invitableQuery(row.unitId === null ? null : Number(row.unitId)),
    enabled: row.unitId !== null,
  });
  const people = row.unitId === null ? [] : (data?.people ?? []);
  return (
    <fieldset className={classes.row}>
      <legend className={classes.nthRow}>{t("nth", { n })}</legend>
      <Select
        label={t("of")}
        data={(all?.units ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
        value={row.unitId}
        onChange={(unitId) => onChange({ unitId, userId: null })}
        error={faultOf("unitId")}
        filter={filter}
        searchable
        nothingFoundMessage={t("noneFound")}
      />
      <NativeSelect
        label={t("person")}
        value={row.userId ?? ""}
        onChange={(event) => onChange({ userId: event.currentTarget.value || null })}
        error={faultOf("userId")}
        data={[
          { value: "", label: t("whole") },
          ...people.map((one) => ({ value: String(one.userId), label: `${one.name} – ${one.title}` })),
        ]}
      />
      <NativeSelect
        label={t("role")}
        value={row.role}
        onChange={(event) => onChange({ role: event.currentTarget.value === "CHAIR" ? "CHAIR" : "MEMBER" })}
        data={(["CHAIR", "MEMBER"] as const).map((role) => ({ value: role, label: say(locale, meetingRoleWords[role]) }))}
      />
      <Button variant="subtle" size="compact-sm" aria-label={t("dropParticipant", { n })} onClick={onDrop}>
        ×
      </Button>
    </fieldset>
  );
}

type ItemProps = Row<ItemDraft> & { onUp: (() => void) | null; onDrop: (() => void) | null };
export function ItemRow({ row, n, faultOf, onChange, onUp, onDrop }: ItemProps) {
  const t = useTranslations("meetings.form");
  return (
    <fieldset className={classes.row}>
      <legend className={classes.nthRow}>{t("itemNth", { n })}</legend>
      <TextInput
        label={t("itemTitle")}
        value={row.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
        error={faultOf("title")}
        maxLength={500}
      />
      <TextInput
        label={t("presenter")}
        value={row.presenter}
        onChange={(event) => onChange({ presenter: event.currentTarget.value })}
        error={faultOf("presenter")}
        maxLength={160}
      />
      <NumberInput
        label={t("minutes")}
        value={row.minutes}
        onChange={(value) => onChange({ minutes: typeof value === "number" ? value : "" })}
        error={faultOf("minutes")}
        min={1}
        max={1_440}
        allowDecimal={false}
      />
      <span className={classes.buttons}>
        {onUp ? (
          <Button variant="subtle" size="compact-sm" aria-label={t("up", { n })} onClick={onUp}>
            ↑
          </Button>
        ) : null}
        {onDrop ? (
          <Button variant="subtle" size="compact-sm" aria-label={t("dropItem", { n })} onClick={onDrop}>
            ×
          </Button>
        ) : null}
      </span>
    </fieldset>
  );
}
