"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { TrustStore } from "@/lib/signatures/model";
import { Confirm } from "../auth/confirm";
import { PageHead } from "../shell/page-head";
import { anyAnswer, useAct } from "../ui/act";
import { Panel } from "../ui/panel";
import { EmptyState } from "../ui/states";
import { VerdictShape } from "../ui/verdict";
import { AddTrust } from "./add-trust";
import classes from "./signatures.module.css";
import { trustQuery } from "./trust-query";
import { Responders, Sources } from "./trust-sources";
import { Answers, Certificates, Lists } from "./trust-tables";

/** Whom the city trusts and what their authorities revoked: taken in, looked after, and taken away with what goes with it. */
export function TrustScreen({ now, checkedFiles }: { now: string; checkedFiles: number }) {
  const t = useTranslations("signatures.trust");
  const client = useQueryClient();
  const { data } = useQuery<TrustStore>(trustQuery);
  const [removing, setRemoving] = useState<{ at: string; text: string } | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: trustQuery.queryKey });
  const remove = useAct(anyAnswer, async () => {
    await refresh();
    setRemoving(null);
  });
  if (!data) return null;
  return (
    <div className={classes.page}>
      <PageHead title={t("title")} />
      <p className={classes.intro}>{t("intro")}</p>
      {data.certificates.some(({ isTest }) => isTest) ? (
        <p role="note" className={classes.warning}>
          <VerdictShape verdict="watch" /> {t("testThere")}
        </p>
      ) : null}
      <AddTrust onAdded={refresh} />
      <Panel title={t("certificates")} note={t("certificatesNote")}>
        {data.certificates.length === 0 ? (
          <EmptyState title={t("empty")}>
            <p>{t("emptyText")}</p>
            <ul className={classes.expected}>
              {(["g2", "subG2", "g1", "subG1", "national"] as const).map((one) => (
                <li key={one}>{t(`expected.${one}`)}</li>
              ))}
            </ul>
          </EmptyState>
        ) : (
          <Certificates
            rows={data.certificates}
            now={now}
            onRemove={({ id, name, leads }) =>
              setRemoving({
                at: `certificates/${id}`,
                text: t("removeText", { name, count: leads.length, leads: leads.join("; "), files: checkedFiles }),
              })
            }
          />
        )}
      </Panel>
      <Panel title={t("lists")} note={t("listsNote")}>
        {data.lists.length === 0 ? (
          <EmptyState title={t("listsEmpty")}>{t("listsEmptyText")}</EmptyState>
        ) : (
          <Lists
            rows={data.lists}
            now={now}
            onRemove={({ id, issuerName }) => setRemoving({ at: `lists/${id}`, text: t("removeList", { issuer: issuerName }) })}
          />
        )}
      </Panel>
      <Panel title={t("answers")} note={t("answersNote")}>
        {data.answers.length === 0 ? (
          <EmptyState title={t("answersEmpty")}>{t("answersEmptyText")}</EmptyState>
        ) : (
          <Answers
            rows={data.answers}
            inAll={data.answersInAll}
            now={now}
            onRemove={({ id, name, serial }) =>
              setRemoving({ at: `answers/${id}`, text: t("removeAnswer", { name: name ?? serial.toUpperCase() }) })
            }
          />
        )}
      </Panel>
      <Panel title={t("sources")} note={t("sourcesNote")}>
        <Sources sources={data.sources} />
      </Panel>
      <Panel title={t("responders")} note={t("respondersNote")}>
        <Responders responders={data.responders} strangers={data.strangers} />
      </Panel>
      {removing ? (
        <Confirm
          title={t("remove")}
          text={removing.text}
          isBusy={remove.isPending}
          error={remove.error}
          onYes={() => remove.mutate({ method: "POST", url: `/api/v1/signatures/trust/${removing.at}/remove`, body: {} })}
          onClose={() => {
            remove.reset();
            setRemoving(null);
          }}
        />
      ) : null}
    </div>
  );
}
