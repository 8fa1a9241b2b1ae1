"use client";
import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { refusals, usageWords } from "@/lib/signatures/labels";
import type { TrustItem, TrustItems } from "@/lib/signatures/model";
import { formatInstant, formatNumber, say } from "@/lib/words";
import { anyAnswer, useAct } from "../ui/act";
import { base64Of } from "../ui/base64";
import { Fault } from "../ui/fault";
import { FileField } from "../ui/file-field";
import { Panel } from "../ui/panel";
import classes from "./signatures.module.css";
import { itemsReader } from "./trust-query";
import { grouped } from "./trust-tables";

const certificate = { at: "certificates", known: "trusted-already", take: "trust", until: "columns.to" } as const;
/** How each kind is taken in, and what is said once it is there. */
const ways = {
  ROOT: certificate,
  INTERMEDIATE: certificate,
  LIST: { at: "lists", known: "list-known", take: "takeList", until: "columns.next" },
  ANSWER: { at: "answers", known: "answer-known", take: "takeAnswer", until: "columns.good" },
} as const satisfies Record<TrustItem["kind"], { known: NonNullable<TrustItem["fault"]>; [more: string]: string }>;

/** A file with certificates, lists or answers: shown with all there is to compare before any of it counts. */
export function AddTrust({ onAdded }: { onAdded(): Promise<void> }) {
  const t = useTranslations("signatures.trust");
  const [file, setFile] = useState<File | null>(null);
  const [items, setItems] = useState<readonly TrustItem[] | null>(null);
  const look = useAct<TrustItems>(itemsReader, (found) => setItems(found.items));
  const choose = async (chosen: File | null) => {
    setFile(chosen);
    setItems(null);
    look.reset();
    if (chosen) look.mutate({ method: "POST", url: "/api/v1/signatures/trust/look", body: { file: await base64Of(chosen) } });
  };
  return (
    <Panel title={t("add")} note={t("addNote")}>
      <FileField
        label={t("file")}
        description={t("fileHint")}
        accept=".cer,.crt,.pem,.der,.p7b,.p7c,.crl,.ors"
        file={file}
        onFile={(chosen) => void choose(chosen)}
      />
      <Fault error={look.error} />
      {items ? (
        <div aria-live="polite">
          {items.length === 0 ? <p className={classes.fault}>{t("nothing")}</p> : null}
          <ul className={classes.items}>
            {items.map((item) => (
              <Item
                key={item.sha256}
                item={item}
                onAdded={async () => {
                  await onAdded();
                  setItems((all) => all?.map((one) => (one === item ? { ...one, fault: ways[item.kind].known } : one)) ?? null);
                }}
              />
            ))}
          </ul>
        </div>
      ) : null}
    </Panel>
  );
}

function Item({ item, onAdded }: { item: TrustItem; onAdded(): Promise<void> }) {
  const t = useTranslations("signatures.trust");
  const locale = useLocale();
  const [isCompared, setCompared] = useState(false);
  const add = useAct(anyAnswer, onAdded);
  const way = ways[item.kind];
  const isDated = way.known !== "trusted-already";
  const saysOf = ({ certificates, revoked }: NonNullable<TrustItem["answers"]>) =>
    certificates === 1 ? t("says.one", { revoked }) : t("says.many", { count: certificates, revoked });
  const facts: [string, string | null][] = [
    [t("columns.organisation"), item.organisation],
    [t("columns.issuer"), item.issuerName],
    [isDated ? t("columns.made") : t("columns.from"), formatInstant(new Date(item.from))],
    [t(way.until), item.until && formatInstant(new Date(item.until))],
    [t("columns.usage"), item.usage.map((one) => (usageWords[one] ? say(locale, usageWords[one]) : one)).join(", ") || null],
    [t("columns.revoked"), item.revoked === null ? null : formatNumber(locale, item.revoked)],
    [t("says.label"), item.answers && saysOf(item.answers)],
    ["SHA-256", grouped(item.sha256)],
  ];
  return (
    <li className={classes.signature}>
      <h3 className={classes.name}>
        {item.name ?? t("unknownIssuer")}
        <span className={classes.faint}>{t(`roles.${item.kind}`)}</span>
        {item.isTest ? <span className={classes.test}>{t("test")}</span> : null}
      </h3>
      <dl className={classes.facts}>
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {item.fault ? (
        <p className={classes.faint}>{say(locale, refusals[item.fault])}</p>
      ) : (
        <div className={classes.buttons}>
          {isDated ? null : (
            <Checkbox label={t("compared")} checked={isCompared} onChange={(event) => setCompared(event.currentTarget.checked)} />
          )}
          <Button
            loading={add.isPending}
            disabled={!isDated && !isCompared}
            onClick={() =>
              add.mutate({
                method: "POST",
                url: `/api/v1/signatures/trust/${way.at}`,
                body: isDated ? { file: item.file } : { role: item.kind, file: item.file },
              })
            }
          >
            {t(way.take)}
          </Button>
        </div>
      )}
      <Fault error={add.error} />
    </li>
  );
}
