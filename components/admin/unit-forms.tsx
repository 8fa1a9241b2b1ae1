"use client";
import { Modal, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { DayField } from "@/components/ui/day-field";
import { useFocusBack } from "@/components/ui/focus-back";
import type { Day } from "@/lib/calendar/model";
import { unitKindLabels } from "@/lib/units/labels";
import { type Unit, unitKinds } from "@/lib/units/model";
import { successorsOf } from "@/lib/units/rules";
import { say } from "@/lib/words";
import { Problem } from "../ui/request";
import { SourceField } from "../ui/source-field";
import classes from "./admin.module.css";
import { Frame, orNull, text, useSave } from "./unit-frame";
import { SplitUnit } from "./unit-split";

type Act = { kind: "add"; parentId: number | null } | { kind: "rename" | "contact" | "merge" | "split" | "close"; unit: Unit };
export type UnitAct = Act;

/** The acts on units, each in a modal that says what it will do. */
export function UnitForm({ act, units, today, onClose }: { act: Act; units: readonly Unit[]; today: Day; onClose: () => void }) {
  const t = useTranslations("admin");
  useFocusBack();
  const title =
    act.kind === "add"
      ? t("units.add")
      : act.kind === "rename"
        ? t("units.renameTitle", { name: act.unit.name })
        : act.kind === "contact"
          ? t("units.contactTitle", { name: act.unit.name })
          : act.kind === "merge"
            ? t("units.mergeTitle", { name: act.unit.name })
            : act.kind === "split"
              ? t("units.splitTitle", { name: act.unit.name })
              : t("units.closeTitle", { name: act.unit.name });
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ "aria-label": t("cancel") }}>
      {act.kind === "add" ? (
        <AddUnit parentId={act.parentId} units={units} today={today} onClose={onClose} />
      ) : act.kind === "rename" ? (
        <RenameUnit unit={act.unit} today={today} onClose={onClose} />
      ) : act.kind === "contact" ? (
        <ContactUnit unit={act.unit} onClose={onClose} />
      ) : act.kind === "merge" ? (
        <MergeUnit unit={act.unit} units={units} today={today} onClose={onClose} />
      ) : act.kind === "split" ? (
        <SplitUnit unit={act.unit} units={units} today={today} onClose={onClose} />
      ) : (
        <CloseUnit unit={act.unit} today={today} onClose={onClose} />
      )}
    </Modal>
  );
}

function AddUnit({
  parentId,
  units,
  today,
  onClose,
}: {
  parentId: number | null;
  units: readonly Unit[];
  today: Day;
  onClose: () => void;
}) {
  const t = useTranslations("admin");
  const locale = useLocale();
  const save = useSave(onClose);
  const [parent, setParent] = useState(parentId === null ? "" : String(parentId));
  return (
    <Frame
      save={save}
      onClose={onClose}
      onSubmit={(form) => {
        const identifier = text(form, "identifier");
        save.mutate({
          method: "POST",
          url: "/api/v1/units",
          body: {
            code: text(form, "code"),
            kind: text(form, "kind"),
            name: text(form, "name"),
            shortName: text(form, "shortName"),
            parentId: parent === "" ? null : Number(parent),
            headTitle: orNull(text(form, "head")),
            phone: orNull(text(form, "phone")),
            address: orNull(text(form, "address")),
            validFrom: text(form, "from"),
            identifiers: identifier === "" ? [] : [{ code: identifier, scheme: "QD20" }],
          },
        });
      }}
    >
      <TextInput name="name" label={t("units.name")} required minLength={2} maxLength={200} data-autofocus />
      <div className={classes.pair}>
        <TextInput name="shortName" label={t("units.shortName")} required minLength={2} maxLength={80} />
        <TextInput name="code" label={t("units.code")} required maxLength={35} pattern="[A-Za-z0-9.]+" />
      </div>
      <div className={classes.pair}>
        <NativeSelect
          name="kind"
          label={t("units.kind")}
          data={unitKinds.map((kind) => ({ value: kind, label: say(locale, unitKindLabels[kind]) }))}
        />
        <NativeSelect
          label={t("units.parent")}
          value={parent}
          onChange={(e) => setParent(e.currentTarget.value)}
          data={[{ value: "", label: t("units.top") }, ...units.map((u) => ({ value: String(u.id), label: u.name }))]}
        />
      </div>
      <div className={classes.pair}>
        <TextInput name="head" label={t("units.head")} maxLength={200} />
        <DayField name="from" label={t("from")} required defaultValue={today} />
      </div>
      <Contact phone={null} address={null} error={save.error} />
      <TextInput name="identifier" label={t("units.identifier")} description={t("units.identifierHelp")} maxLength={35} />
    </Frame>
  );
}

function RenameUnit({ unit, today, onClose }: { unit: Unit; today: Day; onClose: () => void }) {
  const t = useTranslations("admin");
  const save = useSave(onClose);
  return (
    <Frame
      save={save}
      onClose={onClose}
      onSubmit={(form) =>
        save.mutate({
          method: "POST",
          url: `/api/v1/units/${unit.id}/rename`,
          body: {
            on: text(form, "on"),
            name: text(form, "name"),
            shortName: text(form, "shortName"),
            headTitle: orNull(text(form, "head")),
            source: text(form, "source"),
          },
        })
      }
    >
      <TextInput name="name" label={t("units.name")} required defaultValue={unit.name} maxLength={200} data-autofocus />
      <div className={classes.pair}>
        <TextInput name="shortName" label={t("units.shortName")} required defaultValue={unit.shortName} maxLength={80} />
        <TextInput name="head" label={t("units.head")} defaultValue={unit.headTitle ?? ""} maxLength={200} />
      </div>
      <DayField name="on" label={t("from")} required defaultValue={today} />
      <SourceField help={t("sourceHelp")} />
    </Frame>
  );
}

function ContactUnit({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const t = useTranslations("admin.units");
  const save = useSave(onClose);
  return (
    <Frame
      save={save}
      onClose={onClose}
      onSubmit={(form) =>
        save.mutate({
          method: "POST",
          url: `/api/v1/units/${unit.id}/contact`,
          body: { phone: orNull(text(form, "phone")), address: orNull(text(form, "address")) },
        })
      }
    >
      <p>{t("contactHelp")}</p>
      <Contact phone={unit.phone} address={unit.address} error={save.error} isFirst />
    </Frame>
  );
}

function Contact({
  phone,
  address,
  error,
  isFirst = false,
}: Pick<Unit, "phone" | "address"> & { error: unknown; isFirst?: boolean }) {
  const t = useTranslations("admin.units");
  const faults = error instanceof Problem ? error.faults : [];
  const faultAt = (name: string) => faults.find((fault) => fault.path.endsWith(name))?.title ?? undefined;
  return (
    <div className={classes.pair}>
      <TextInput
        name="phone"
        label={t("phone")}
        defaultValue={phone ?? ""}
        inputMode="tel"
        maxLength={40}
        error={faultAt("phone")}
        data-autofocus={isFirst || undefined}
      />
      <TextInput name="address" label={t("address")} defaultValue={address ?? ""} maxLength={300} error={faultAt("address")} />
    </div>
  );
}

function MergeUnit({ unit, units, today, onClose }: { unit: Unit; units: readonly Unit[]; today: Day; onClose: () => void }) {
  const t = useTranslations("admin");
  const save = useSave(onClose);
  return (
    <Frame
      save={save}
      onClose={onClose}
      danger={t("units.merge")}
      onSubmit={(form) =>
        save.mutate({
          method: "POST",
          url: "/api/v1/units/merge",
          body: {
            predecessors: [unit.id],
            successor: { id: Number(text(form, "successor")) },
            on: text(form, "on"),
            source: text(form, "source"),
          },
        })
      }
    >
      <p>{t("units.mergeHelp", { name: unit.name })}</p>
      <NativeSelect
        name="successor"
        label={t("units.successor")}
        required
        data={successorsOf(unit, units).map((u) => ({ value: String(u.id), label: u.name }))}
      />
      <DayField name="on" label={t("from")} required defaultValue={today} />
      <SourceField help={t("sourceHelp")} />
    </Frame>
  );
}

function CloseUnit({ unit, today, onClose }: { unit: Unit; today: Day; onClose: () => void }) {
  const t = useTranslations("admin");
  const save = useSave(onClose);
  return (
    <Frame
      save={save}
      onClose={onClose}
      danger={t("units.close")}
      onSubmit={(form) =>
        save.mutate({
          method: "POST",
          url: `/api/v1/units/${unit.id}/close`,
          body: { on: text(form, "on"), source: text(form, "source") },
        })
      }
    >
      <p>{t("units.closeHelp")}</p>
      <DayField name="on" label={t("until")} required defaultValue={today} />
      <SourceField help={t("sourceHelp")} />
    </Frame>
  );
}
