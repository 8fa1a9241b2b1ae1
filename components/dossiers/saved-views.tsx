"use client";
import { Button, Popover } from "@mantine/core";
import { IconBookmark, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { SavedView } from "@/lib/dossiers/model";
import { useAddress, withParams } from "../shell/address";
import { anyAnswer } from "../ui/act";
import { useProblemWords } from "../ui/problem-words";
import { sendJson } from "../ui/request";
import classes from "./list.module.css";
import { viewsQuery } from "./views-query";

/** Filters somebody uses every day, kept under a name of theirs. */
export function SavedViews({ page = "/dossiers" }: { page?: "/dossiers" | "/dossiers/work" }) {
  const t = useTranslations("dossiers.views");
  const words = useProblemWords();
  const client = useQueryClient();
  const { search } = useAddress();
  const [name, setName] = useState("");
  const answer = useQuery<{ views: SavedView[] }>(viewsQuery);
  const views = answer.data?.views.filter((v) => v.page === page) ?? [];
  const onSettled = () => client.invalidateQueries({ queryKey: viewsQuery.queryKey });
  const save = useMutation({
    mutationFn: () =>
      sendJson(
        "POST",
        "/api/v1/views",
        { page, name: name.trim(), query: withParams(search.toString(), { cursor: null, back: null }) },
        anyAnswer,
      ),
    onSuccess: () => setName(""),
    onSettled,
  });
  const remove = useMutation({ mutationFn: (id: number) => sendJson("DELETE", `/api/v1/views/${id}`, {}, anyAnswer), onSettled });
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconBookmark size="1rem" aria-hidden />}>
          {t("label")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.views} aria-label={t("label")}>
        {views.length === 0 ? <p className={classes.minor}>{t("none")}</p> : null}
        <ul>
          {views.map((view) => (
            <li key={view.id} className={classes.view}>
              <Link href={`${page}?${view.query}`} prefetch={false}>
                {view.name}
              </Link>
              <button
                type="button"
                className={classes.remove}
                aria-label={t("remove", { name: view.name })}
                onClick={() => remove.mutate(view.id)}
              >
                <IconTrash size="1rem" aria-hidden />
              </button>
            </li>
          ))}
        </ul>
        <form
          className={classes.saveForm}
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) save.mutate();
          }}
        >
          <input
            className={classes.viewName}
            aria-label={t("name")}
            placeholder={t("name")}
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" size="sm" loading={save.isPending} disabled={!name.trim()}>
            {t("save")}
          </Button>
        </form>
        <p role="status" className={classes.minor}>
          {save.error || remove.error ? words(save.error ?? remove.error) : save.isSuccess ? t("saved") : null}
        </p>
      </Popover.Dropdown>
    </Popover>
  );
}
