"use client";
import { Button, Checkbox, NativeSelect, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { DocumentType } from "@/lib/documents/model";
import type { PacketDetail } from "@/lib/packets/model";
import { sendByKey } from "../dossiers/act-keys";
import { anyAnswer, useAct } from "../ui/act";
import { Fault } from "../ui/fault";
import classes from "./packets.module.css";
import { typesQuery } from "./packets-query";

type Act = "register" | "refuse" | "consent" | "decline" | "replay" | "drop";
/** What may be done with a packet now. Whatever its sender is told asks for words first. */
export function PacketActs({ packet, onDone }: { packet: PacketDetail; onDone(): void }) {
  const t = useTranslations("packets.one");
  const [act, setAct] = useState<Act | null>(null);
  const { may, id, revision } = packet;
  const replay = useAct(anyAnswer, onDone);
  const offered: Act[] = [
    ...(may.register ? (["register"] as const) : []),
    ...(may.answer ? (["consent", "decline"] as const) : []),
    ...(may.refuse ? (["refuse"] as const) : []),
    ...(may.replay ? (["replay", "drop"] as const) : []),
  ];
  if (offered.length === 0) return null;
  if (act !== null && act !== "replay")
    return (
      <ActForm
        act={act}
        packet={packet}
        onCancel={() => setAct(null)}
        onDone={() => {
          setAct(null);
          onDone();
        }}
      />
    );
  return (
    <>
      <Fault error={replay.error} />
      <div className={classes.buttons}>
        {offered.map((one, n) => (
          <Button
            key={one}
            variant={n === 0 ? "filled" : "default"}
            loading={one === "replay" && replay.isPending}
            onClick={() =>
              one === "replay"
                ? replay.mutate({ method: "POST", url: `/api/v1/packets/${id}/replay`, body: { revision } })
                : setAct(one)
            }
          >
            {t(one)}
          </Button>
        ))}
      </div>
    </>
  );
}

function ActForm({
  act,
  packet,
  onCancel,
  onDone,
}: {
  act: Exclude<Act, "replay">;
  packet: PacketDetail;
  onCancel(): void;
  onDone(): void;
}) {
  const t = useTranslations("packets.one");
  const ui = useTranslations("ui");
  const [reason, setReason] = useState("");
  const [typeId, setTypeId] = useState(packet.typeId === null ? "" : String(packet.typeId));
  const [isRepeated, setRepeated] = useState(false);
  const types = useQuery<{ types: DocumentType[] }>({ ...typesQuery, enabled: act === "register" });
  const send = useAct(anyAnswer, onDone);
  const { id, revision } = packet;
  const isRegister = act === "register";
  const place = act === "consent" || act === "decline" ? "answer" : act;
  const body = isRegister
    ? { revision, typeId: Number(typeId), isRepeated }
    : { revision, reason: reason.trim(), ...(place === "answer" ? { consents: act === "consent" } : {}) };
  return (
    <form
      className={classes.form}
      onKeyDown={sendByKey}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ method: "POST", url: `/api/v1/packets/${id}/${place}`, body });
      }}
    >
      {isRegister ? (
        <>
          <NativeSelect
            label={t("chooseType")}
            required
            value={typeId}
            onChange={(event) => setTypeId(event.currentTarget.value)}
            data={[
              { value: "", label: t("chooseNone") },
              ...(types.data?.types ?? []).map((type) => ({ value: String(type.id), label: type.name })),
            ]}
          />
          <Checkbox label={t("repeated")} checked={isRepeated} onChange={(event) => setRepeated(event.currentTarget.checked)} />
        </>
      ) : (
        <Textarea
          label={t("why")}
          {...(act === "drop" ? {} : { description: t("whyHint") })}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
          required
          data-autofocus
        />
      )}
      <Fault error={send.error} />
      <div className={classes.buttons}>
        <Button type="submit" loading={send.isPending} disabled={isRegister ? typeId === "" : reason.trim() === ""}>
          {t(act)}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {ui("cancel")}
        </Button>
      </div>
    </form>
  );
}
