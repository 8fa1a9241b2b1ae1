"use client";
import { Button } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { refusals } from "@/lib/signatures/labels";
import type { CertificateHolder, CertificateItem, CertificateItems } from "@/lib/signatures/model";
import { isNameAlike } from "@/lib/signatures/rules";
import { formatInstant, say } from "@/lib/words";
import { anyAnswer, useAct } from "../ui/act";
import { base64Of } from "../ui/base64";
import { Fault } from "../ui/fault";
import { FileField } from "../ui/file-field";
import { Panel } from "../ui/panel";
import { VerdictShape } from "../ui/verdict";
import classes from "./certificates.module.css";
import { itemsReader } from "./certificates-query";
import { HolderField } from "./holder-field";
import { KeyFields, keyBody, noKey } from "./key-fields";

/** A file with certificates, dropped or chosen: each is shown before it is entered for its holder. */
export function AddCertificates({ onAdded }: { onAdded(): Promise<void> }) {
  const t = useTranslations("certificates");
  const [file, setFile] = useState<File | null>(null);
  const [items, setItems] = useState<readonly CertificateItem[] | null>(null);
  const [isOver, setOver] = useState(false);
  const look = useAct<CertificateItems>(itemsReader, (found) => setItems(found.items));
  const choose = async (chosen: File | null) => {
    setFile(chosen);
    setItems(null);
    look.reset();
    if (chosen)
      look.mutate({ method: "POST", url: "/api/v1/signatures/certificates/look", body: { file: await base64Of(chosen) } });
  };
  return (
    <Panel title={t("add")} note={t("addNote")}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the field inside does the same. */}
      <div
        className={classes.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void choose(event.dataTransfer.files[0] ?? null);
        }}
      >
        <FileField
          label={t("file")}
          description={t("fileHint")}
          accept=".cer,.crt,.pem,.der,.p7b,.p7c"
          file={file}
          onFile={(chosen) => void choose(chosen)}
        />
      </div>
      <Fault error={look.error} />
      <div aria-live="polite">
        {items?.length === 0 ? <p className={classes.fault}>{t("nothing")}</p> : null}
        <ul className={classes.items}>
          {items?.map((item) => (
            <Item
              key={item.sha256}
              item={item}
              onAdded={async () => {
                await onAdded();
                setItems((all) => all?.map((one) => (one === item ? { ...one, fault: "certificate-known" } : one)) ?? null);
              }}
            />
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function Item({ item, onAdded }: { item: CertificateItem; onAdded(): Promise<void> }) {
  const t = useTranslations("certificates");
  const locale = useLocale();
  const [holder, setHolder] = useState<CertificateHolder | null>(item.suggested);
  const [key, setKey] = useState(noKey);
  const add = useAct(anyAnswer, onAdded);
  const facts: [string, string | null][] = [
    [t("columns.organisation"), item.organisation],
    [t("columns.title"), item.title],
    [t("columns.identifier"), item.identifier],
    [t("columns.issuer"), item.issuerName],
    [t("columns.from"), formatInstant(new Date(item.validFrom))],
    [t("columns.to"), formatInstant(new Date(item.validUntil))],
    ["Serial", item.serial.toUpperCase()],
  ];
  return (
    <li className={classes.item}>
      <h3 className={classes.name}>{item.name}</h3>
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
        <p role="note">{say(locale, refusals[item.fault])}</p>
      ) : (
        <form
          className={classes.form}
          onSubmit={async (event) => {
            event.preventDefault();
            if (!holder) return;
            const body = { file: item.file, holder: { kind: holder.kind, id: holder.id }, ...(await keyBody(key)) };
            add.mutate({ method: "POST", url: "/api/v1/signatures/certificates", body });
          }}
        >
          <HolderField value={holder} onChange={setHolder} />
          {holder && !isNameAlike(holder.name, item.name) ? (
            <p role="note" className={classes.warning}>
              <VerdictShape verdict="watch" /> {t("otherName", { name: item.name })}
            </p>
          ) : null}
          <KeyFields value={key} isAgency={holder?.kind === "agency"} onChange={setKey} />
          <Fault error={add.error} />
          <div className={classes.acts}>
            <Button type="submit" loading={add.isPending} disabled={!holder}>
              {t("enter")}
            </Button>
          </div>
        </form>
      )}
    </li>
  );
}
