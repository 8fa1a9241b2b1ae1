"use client";
import { Button, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { AgencyList, DocumentDispatches } from "@/lib/packets/model";
import { sendByKey } from "../dossiers/act-keys";
import list from "../dossiers/list.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { Fault } from "../ui/fault";
import { Panel } from "../ui/panel";
import table from "../ui/table.module.css";
import { StageOf, Way } from "./packet-tables";
import classes from "./packets.module.css";
import { agenciesQuery, dispatchesQuery } from "./packets-query";

const wishes = ["recall", "update", "replace"] as const;
type Wish = (typeof wishes)[number];

/** Whom an outgoing document goes to by packets, how far it has come at each, and what is told them later. */
export function DispatchPanel({ id }: { id: number }) {
  const t = useTranslations("packets.sending");
  const client = useQueryClient();
  const answer = useQuery<DocumentDispatches>(dispatchesQuery(id));
  const [said, setSaid] = useState("");
  const [wish, setWish] = useState<Wish | null>(null);
  const again = () => void client.invalidateQueries({ queryKey: dispatchesQuery(id).queryKey });
  const choose = useAct(anyAnswer, again);
  const send = useAct<{ count: number }>(
    async () => (await import("@/lib/packets/model")).Sent,
    ({ count }) => {
      setSaid(t("sentCount", { count }));
      setWish(null);
      again();
    },
  );
  const { data } = answer;
  if (!data || (!data.may.choose && data.dispatches.length === 0 && data.recipients.length === 0)) return null;
  const { recipients, dispatches, may } = data;
  const put = (agencyIds: number[]) =>
    choose.mutate({ method: "PUT", url: `/api/v1/documents/${id}/recipients`, body: { agencyIds } });
  const sendNow = (body: object) => send.mutate({ method: "POST", url: `/api/v1/documents/${id}/dispatches`, body });
  const went = dispatches.some(({ business }) => business === "NEW");
  return (
    <Panel title={t("title")} note={t("note")}>
      <div className={classes.form}>
        {recipients.length === 0 ? <p className={table.quiet}>{t("noneChosen")}</p> : null}
        <ul className={classes.chosen} aria-label={t("recipients")}>
          {recipients.map(({ id: one, name }) => (
            <li key={one} className={classes.chip}>
              {name}
              {may.choose ? (
                <button
                  type="button"
                  aria-label={t("remove", { name })}
                  onClick={() => put(recipients.filter((kept) => kept.id !== one).map((kept) => kept.id))}
                >
                  ×
                </button>
              ) : null}
            </li>
          ))}
        </ul>
        {may.choose ? (
          <AgencyFinder
            chosen={recipients.map((one) => one.id)}
            onAdd={(agencyId) => put([...recipients.map((one) => one.id), agencyId])}
          />
        ) : null}
        <Fault error={choose.error} />
        {may.send ? (
          <div className={classes.buttons}>
            <Button disabled={recipients.length === 0} loading={send.isPending} onClick={() => sendNow({ business: "NEW" })}>
              {t("send")}
            </Button>
            {wishes
              .filter((one) => one === "replace" || went)
              .map((one) => (
                <Button key={one} variant="default" onClick={() => setWish(one)}>
                  {t(one)}
                </Button>
              ))}
          </div>
        ) : null}
        {wish ? <WishForm wish={wish} isSending={send.isPending} onCancel={() => setWish(null)} onSend={sendNow} /> : null}
        <Fault error={send.error} />
        <p role="status">{said}</p>
        {dispatches.length > 0 ? (
          <ol className={classes.path} aria-label={t("list")}>
            {dispatches.map((row) => (
              <li key={row.id} data-dispatch={row.id}>
                <strong>{row.toName}</strong> <span className={list.minor}>{row.toCode}</span>
                <StageOf row={row} />
                <Way row={row} />
              </li>
            ))}
          </ol>
        ) : null}
      </div>
    </Panel>
  );
}

function AgencyFinder({ chosen, onAdd }: { chosen: readonly number[]; onAdd(id: number): void }) {
  const t = useTranslations("packets.sending");
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 250);
  const found = useQuery<AgencyList>({ ...agenciesQuery(asked), enabled: asked.length > 1 });
  const offered = asked.length > 1 ? (found.data?.agencies ?? []).filter((one) => !chosen.includes(one.id)).slice(0, 8) : [];
  return (
    <div>
      <TextInput
        label={t("find")}
        placeholder={t("findHint")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={200}
        type="search"
      />
      {asked.length > 1 && found.data && offered.length === 0 ? <p className={table.quiet}>{t("noneFound")}</p> : null}
      <ul className={classes.found}>
        {offered.map(({ id, name, identifiers }) => (
          <li key={id}>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                onAdd(id);
                setText("");
              }}
            >
              {t("add", { name })}
            </Button>{" "}
            <span className={table.quiet}>{identifiers.map(({ code }) => code).join(", ")}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function WishForm({
  wish,
  isSending,
  onCancel,
  onSend,
}: {
  wish: Wish;
  isSending: boolean;
  onCancel(): void;
  onSend(body: object): void;
}) {
  const t = useTranslations("packets.sending");
  const ui = useTranslations("ui");
  const [reason, setReason] = useState("");
  const [replacesId, setReplacesId] = useState<number | null>(null);
  const isReady = reason.trim() !== "" && (wish !== "replace" || replacesId !== null);
  return (
    <form
      className={classes.form}
      onKeyDown={sendByKey}
      onSubmit={(event) => {
        event.preventDefault();
        const what = { business: wish.toUpperCase(), reason: reason.trim() };
        onSend(wish === "replace" ? { ...what, replacesId } : what);
      }}
    >
      {wish === "replace" ? (
        <NumberInput
          label={t("replaces")}
          min={1}
          allowDecimal={false}
          value={replacesId ?? ""}
          onChange={(value) => setReplacesId(typeof value === "number" ? value : null)}
          required
        />
      ) : null}
      <Textarea
        label={t("reason")}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
        autosize
        minRows={2}
        required
      />
      <div className={classes.buttons}>
        <Button type="submit" disabled={!isReady} loading={isSending}>
          {t(wish)}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {ui("cancel")}
        </Button>
      </div>
    </form>
  );
}
