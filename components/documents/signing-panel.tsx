"use client";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { SigningBoard } from "@/lib/documents/model";
import { lazily } from "../ui/lazily";
import { Panel } from "../ui/panel";
import table from "../ui/table.module.css";
import classes from "./signing.module.css";
import { SigningLine } from "./signing-line";
import { signingsQuery } from "./signing-query";

const AskSigning = lazily(() => import("./ask-signing").then((m) => m.AskSigning));

/** The signing of a document's files: the person in authority first, the agency after. */
export function SigningPanel({ id, onSigned }: { id: number; onSigned(): void }) {
  const t = useTranslations("documentSigning");
  const answer = useQuery<SigningBoard>(signingsQuery(id));
  const [asking, setAsking] = useState<"ask" | "seal" | null>(null);
  const { data } = answer;
  if (!data) return null;
  const { signings, files, signers, maySeal } = data;
  const mayAsk = files.length > 0 && signers.length > 0;
  if (signings.length === 0 && files.length === 0) return null;
  const done = () => {
    setAsking(null);
    void answer.refetch();
    onSigned();
  };
  return (
    <Panel title={t("panel")}>
      {signings.length === 0 ? <p className={table.quiet}>{signers.length > 0 || maySeal ? t("none") : t("askNobody")}</p> : null}
      <ul className={classes.list}>
        {signings.map((signing) => (
          <li key={signing.id}>
            <SigningLine signing={signing} documentId={id} onDone={done} />
          </li>
        ))}
      </ul>
      <div className={classes.acts}>
        {mayAsk ? (
          <Button variant="default" onClick={() => setAsking("ask")}>
            {t("ask")}
          </Button>
        ) : null}
        {maySeal ? <Button onClick={() => setAsking("seal")}>{t("seal")}</Button> : null}
      </div>
      {asking ? (
        <AskSigning id={id} isSeal={asking === "seal"} {...{ files, signers }} onClose={() => setAsking(null)} onDone={done} />
      ) : null}
    </Panel>
  );
}
