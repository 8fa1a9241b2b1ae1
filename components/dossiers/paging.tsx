"use client";
import { useTranslations } from "use-intl";
import { useAddress } from "../shell/address";
import classes from "./list.module.css";

/** Keyset paging knows only "next"; the cursors already passed are kept in the address, so "previous" works after a reload too. */
export function Paging({
  nextCursor,
  cursor,
  onGo,
}: {
  nextCursor: string | null;
  cursor: string | undefined;
  onGo(cursor: string | null, back: string | null): void;
}) {
  const t = useTranslations("dossiers");
  const { search } = useAddress();
  const passed = (search.get("back") ?? "").split("~").filter(Boolean);
  if (!cursor && !nextCursor) return null;
  return (
    <nav className={classes.paging} aria-label={t("paging")}>
      <button
        type="button"
        className={classes.page}
        disabled={!cursor}
        onClick={() => onGo(passed.at(-1) || null, passed.slice(0, -1).join("~") || null)}
      >
        ← {t("previous")}
      </button>
      <button
        type="button"
        className={classes.page}
        disabled={!nextCursor}
        onClick={() => onGo(nextCursor, cursor ? [...passed, cursor].join("~") : null)}
      >
        {t("next")} →
      </button>
    </nav>
  );
}
