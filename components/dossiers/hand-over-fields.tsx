"use client";
import { SegmentedControl, TextInput } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import { deliveryWords } from "@/lib/dossiers/labels";
import { say } from "@/lib/words";
import type { Offer, Typed } from "./act-form";
import classes from "./dossier.module.css";
import { Envelopes } from "./envelopes";

/** Who takes the result, or how it is sent; of a stack by post each dossier's own number. */
export function HandOver({
  typed,
  offer,
  onType,
}: {
  typed: Typed;
  offer: Pick<Offer, "stack">;
  onType(change: Partial<Typed>): void;
}) {
  const t = useTranslations("dossiers.page.confirm");
  const locale = useLocale();
  const ways = ["COUNTER", "POST", "ELECTRONIC"] as const;
  return (
    <>
      <SegmentedControl
        aria-label={t("delivery")}
        data={ways.map((way) => ({ value: way, label: say(locale, deliveryWords[way]) }))}
        value={typed.delivery}
        onChange={(value) => onType({ delivery: ways.find((way) => way === value) ?? "COUNTER" })}
        fullWidth
      />
      {typed.delivery === "COUNTER" ? (
        <div className={classes.pair}>
          <TextInput
            label={t("collectorName")}
            value={typed.collectorName}
            onChange={(event) => onType({ collectorName: event.currentTarget.value })}
            maxLength={200}
            required
            data-autofocus
          />
          <TextInput
            label={t("collectorId")}
            description={t("collectorIdHelp")}
            value={typed.collectorId}
            onChange={(event) => onType({ collectorId: event.currentTarget.value })}
            pattern="[A-Za-z0-9 .\-]{6,20}"
            maxLength={20}
            autoComplete="off"
          />
        </div>
      ) : null}
      {typed.delivery === "POST" && offer.stack ? (
        <Envelopes
          envelopes={offer.stack}
          numbers={typed.trackingNumbers}
          onType={(trackingNumbers) => onType({ trackingNumbers })}
        />
      ) : null}
      {typed.delivery === "POST" && !offer.stack ? (
        <TextInput
          label={t("trackingNumber")}
          value={typed.trackingNumber}
          onChange={(event) => onType({ trackingNumber: event.currentTarget.value })}
          maxLength={60}
          required
          data-autofocus
        />
      ) : null}
      <TextInput
        label={t("note")}
        value={typed.note}
        onChange={(event) => onType({ note: event.currentTarget.value })}
        maxLength={300}
      />
    </>
  );
}
