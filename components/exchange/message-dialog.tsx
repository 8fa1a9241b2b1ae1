"use client";
import { Alert, Button, Modal, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import admin from "@/components/admin/admin.module.css";
import { anyAnswer, useAct } from "@/components/ui/act";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { Fault } from "@/components/ui/fault";
import { Bone, FailedState } from "@/components/ui/states";
import table from "@/components/ui/table.module.css";
import { faultWords, fieldText, findingSentence, serviceWords, statusWords } from "@/lib/exchange/labels";
import type { MessageView } from "@/lib/exchange/model";
import { isPersonal } from "@/lib/exchange/rules";
import { say } from "@/lib/words";
import classes from "./exchange.module.css";
import { messageQuery } from "./exchange-query";

/** One message: what it says, what is wrong with it, and what can be done about it. */
export function MessageDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTranslations("exchange.message");
  const answer = useQuery<MessageView>(messageQuery(id));
  return (
    <Modal opened onClose={onClose} title={t("title", { id })} size="56rem" closeButtonProps={{ "aria-label": t("close") }}>
      {answer.error ? <FailedState error={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {answer.data ? (
        <Opened key={answer.data.revision} message={answer.data} onClose={onClose} />
      ) : answer.error ? null : (
        <Bone height="16rem" />
      )}
    </Modal>
  );
}

const isList = (value: unknown) => typeof value === "object" && value !== null;

function Opened({ message, onClose }: { message: MessageView; onClose: () => void }) {
  const t = useTranslations("exchange.message");
  const locale = useLocale();
  const { id, revision, content, findings, fault, isMasked } = message;
  const isOpen = message.status === "FAILED" || message.status === "WAITING";
  const [changed, setChanged] = useState<Readonly<Record<string, string>>>({});
  const [isDropping, setDropping] = useState(false);
  const act = useAct(anyAnswer);
  const url = `/api/v1/exchange/messages/${id}`;
  const replay = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({ method: "POST", url: `${url}/replay`, body: { revision, fields: changed } });
  };
  const drop = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason") ?? "").trim();
    act.mutate({ method: "POST", url: `${url}/drop`, body: { revision, reason } }, { onSuccess: onClose });
  };
  const wrong = new Map(findings.map((one) => [one.field, findingSentence(locale, one)]));
  const names = Object.keys(content).filter((name) => !isList(content[name]));
  // What is wrong stands first, also where the message has no such field.
  const shown = [...wrong.keys()].filter((name) => /^\w+$/.test(name) && !isList(content[name]));
  const others = names.filter((name) => !wrong.has(name) && content[name] !== null && content[name] !== "");
  const change = (name: string, value: string) =>
    setChanged((before) => {
      const { [name]: _, ...rest } = before;
      const isSame = isMasked && isPersonal(name) ? value === "" : value === String(content[name] ?? "");
      return isSame ? rest : { ...rest, [name]: value };
    });
  const fieldOf = (name: string) => {
    const isHidden = isMasked && isPersonal(name);
    const value = String(content[name] ?? "");
    return (
      <TextInput
        key={name}
        label={fieldText(locale, name)}
        placeholder={isHidden ? value : undefined}
        defaultValue={isHidden ? "" : value}
        readOnly={!isOpen}
        maxLength={4_000}
        error={wrong.get(name)}
        onChange={(event) => change(name, event.currentTarget.value)}
        data-field={name}
      />
    );
  };
  return (
    <div className={classes.message}>
      <p>
        <strong>{say(locale, statusWords[message.status])}</strong> · {say(locale, serviceWords[message.service])} ·{" "}
        {message.code ?? "–"}
      </p>
      {fault ? (
        <Alert color={message.status === "FAILED" ? "red" : "gray"} variant="light" p="xs">
          {say(locale, faultWords[fault])}
          {message.answer ? (
            <div>
              {t("answer")}: {message.answer}
            </div>
          ) : null}
          {[...wrong]
            .filter(([name]) => !/^\w+$/.test(name))
            .map(([name, said]) => (
              <div key={name}>
                {name ? `${name}: ` : ""}
                {said}
              </div>
            ))}
        </Alert>
      ) : null}
      {message.reason ? <p>{t("dropped", { name: message.endedBy ?? "", reason: message.reason })}</p> : null}
      {isMasked ? <p className={table.quiet}>{t("masked")}</p> : null}
      <form onSubmit={replay} className={admin.form} aria-label={t("fields")}>
        <div className={`${admin.pair} ${classes.fields}`}>{[...shown, ...others].map(fieldOf)}</div>
        <details>
          <summary>{t("lists")}</summary>
          {Object.entries(content)
            .filter(([, value]) => isList(value))
            .map(([name, value]) => (
              <div key={name}>
                <p className={admin.subhead}>{fieldText(locale, name)}</p>
                <pre className={classes.list}>{JSON.stringify(value, null, 1)}</pre>
              </div>
            ))}
        </details>
        <Fault error={act.error} />
        {isOpen && !isDropping ? (
          <div className={admin.foot}>
            <Button variant="default" onClick={() => setDropping(true)}>
              {t("drop")}
            </Button>
            <Button type="submit" loading={act.isPending}>
              {Object.keys(changed).length > 0 ? t("replayFixed") : t("replay")}
            </Button>
          </div>
        ) : null}
      </form>
      {isDropping ? (
        <form onSubmit={drop} className={admin.form}>
          <Textarea name="reason" label={t("dropReason")} required minLength={3} maxLength={500} rows={2} data-autofocus />
          <DialogFoot onCancel={() => setDropping(false)} submit={t("dropYes")} isSending={act.isPending} isDangerous />
        </form>
      ) : null}
    </div>
  );
}
