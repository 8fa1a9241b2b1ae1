"use client";
import { Button, NumberInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { CameraKeeping } from "@/lib/cameras/model";
import { PageHead } from "../shell/page-head";
import { anyAnswer, useAct } from "../ui/act";
import { Fault } from "../ui/fault";
import { faultAt } from "../ui/field-faults";
import { Panel } from "../ui/panel";
import { Bone, FailedState } from "../ui/states";
import classes from "./cameras.module.css";
import { registryQuery } from "./cameras-query";
import { GrantsPanel } from "./grants-panel";
import { GroupTable } from "./group-table";

type Props = { units: readonly { id: number; name: string }[]; today: string };

/** What IT staff settle about cameras beside the cameras themselves: groups, how long pictures are kept, who may look at whose. */
export function RegistryScreen({ units, today }: Props) {
  const t = useTranslations("cameras");
  const client = useQueryClient();
  const answer = useQuery(registryQuery());
  const [said, setSaid] = useState("");
  const done = async (words: string) => {
    await client.invalidateQueries({ queryKey: ["cameras"] });
    setSaid(words);
  };
  const registry = answer.data;
  return (
    <div className={classes.page}>
      <PageHead title={t("registry.title")} above={<Link href="/cameras">{t("title")}</Link>} />
      <p role="status" className={classes.said}>
        {said}
      </p>
      {answer.error ? <FailedState error={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {!registry && !answer.error ? <Bone height="24rem" /> : null}
      {registry ? (
        <>
          <Panel title={t("registry.groups")} note={t("registry.groupsNote")}>
            <GroupTable groups={registry.groups} onDone={done} />
          </Panel>
          <Panel title={t("registry.keeping")} note={t("registry.keepingNote")}>
            <KeepingForm
              key={registry.keeping.version}
              keeping={registry.keeping}
              onDone={() => done(t("registry.keepingSet"))}
            />
          </Panel>
          <GrantsPanel grants={registry.grants} groups={registry.groups} units={units} today={today} onDone={done} />
        </>
      ) : null}
    </div>
  );
}

function KeepingForm({ keeping, onDone }: { keeping: CameraKeeping; onDone(): Promise<void> }) {
  const t = useTranslations("cameras.registry");
  const ui = useTranslations("ui");
  const send = useAct(anyAnswer, onDone);
  return (
    <form
      className={classes.keeping}
      onSubmit={(event) => {
        event.preventDefault();
        const pictureHours = Number(new FormData(event.currentTarget).get("pictureHours"));
        send.mutate({ method: "PUT", url: "/api/v1/camera-registry/keeping", body: { pictureHours, version: keeping.version } });
      }}
    >
      <NumberInput
        name="pictureHours"
        label={t("pictureHours")}
        description={t("pictureHoursHelp")}
        min={1}
        max={8_760}
        allowDecimal={false}
        required
        defaultValue={keeping.pictureHours}
        error={faultAt(send.error, "pictureHours")}
        w="22rem"
        maw="100%"
      />
      <Button type="submit" loading={send.isPending}>
        {ui("save")}
      </Button>
      <Fault error={send.error} />
    </form>
  );
}
