"use client";
import { Menu, useMantineColorScheme } from "@mantine/core";
import { IconSelector } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "use-intl";
import { type Locale, locales } from "@/lib/words";
import type { Person } from "./shell";
import classes from "./shell.module.css";
import { signOut } from "./sign-out";

const schemes = ["light", "dark", "auto"] as const;

/** Who is signed in, and what they may set for themselves: language, light or dark, their account, signing out. */
export function AccountMenu({ person }: { person: Person }) {
  const t = useTranslations("shell");
  const router = useRouter();
  const locale = useLocale();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const speak = (chosen: Locale) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is missing on plain http.
    document.cookie = `locale=${chosen}; path=/; max-age=31536000; samesite=lax`;
    router.refresh();
  };
  return (
    // Not in a portal: a modal dialog makes everything outside it inert, and a menu belongs to its landmark.
    <Menu position="top-start" width="target" shadow="md" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className={classes.person} aria-label={t("account.menu", { name: person.name })}>
          <span className={classes.initials} aria-hidden="true">
            {initialsOf(person.name)}
          </span>
          <span className={classes.personText}>
            <span className={classes.personName}>{person.name}</span>
            {person.title ? <span className={classes.personTitle}>{person.title}</span> : null}
          </span>
          <IconSelector size="1rem" aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href="/account">
          {t("account.page")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t("language.label")}</Menu.Label>
        {locales.map((l) => (
          <Menu.RadioItem key={l} value={l} checked={l === locale} onChange={() => speak(l)} lang={l}>
            {t(`language.${l}`)}
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Label>{t("scheme.label")}</Menu.Label>
        {schemes.map((s) => (
          <Menu.RadioItem key={s} value={s} checked={s === colorScheme} onChange={() => setColorScheme(s)}>
            {t(`scheme.${s}`)}
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>{t("account.signOut")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** "Nguyễn Thị Lan" → "NL": the family name's letter and the given name's. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  return `${words[0]?.[0] ?? ""}${words.length > 1 ? (words.at(-1)?.[0] ?? "") : ""}`.toUpperCase();
}
