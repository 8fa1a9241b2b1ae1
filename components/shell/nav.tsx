"use client";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "use-intl";
import type { Section, SectionGroup } from "./sections";
import classes from "./shell.module.css";

const groups: readonly SectionGroup[] = ["watch", "work", "admin"];
const kept = ["from", "to", "asOf", "knownOn", "unitId"] as const;

/** The sections by group. The period and the unit a leader chose go along from page to page. */
export function Nav({ sections }: { sections: readonly Section[] }) {
  const t = useTranslations("shell");
  const path = usePathname();
  const search = useSearchParams();
  const carried = new URLSearchParams(kept.flatMap((name) => search.getAll(name).map((value) => [name, value]))).toString();
  const current = currentSection(sections, path);
  return (
    <nav aria-label={t("nav")} className={classes.nav}>
      {groups.map((group) => {
        const inGroup = sections.filter((s) => s.group === group);
        return inGroup.length === 0 ? null : (
          <div key={group} className={classes.group}>
            <p className={classes.groupName}>{t(`groups.${group}`)}</p>
            <ul>
              {inGroup.map((section) => (
                <li key={section.name}>
                  <Link
                    className={classes.link}
                    href={hrefOf(section, carried)}
                    prefetch={false}
                    aria-current={section === current ? "page" : undefined}
                  >
                    {t(`sections.${section.name}`)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}

/** A section's address with what it opens with and what goes along. */
function hrefOf({ href, opensWith, keepsPeriod }: Section, carried: string): string {
  const query = [opensWith, keepsPeriod && carried].filter(Boolean).join("&");
  return query ? `${href}?${query}` : href;
}

/** The section whose address is the longest beginning of where we are. */
export function currentSection(sections: readonly Section[], path: string): Section | undefined {
  return sections
    .filter((s) => path === s.href || (s.href !== "/" && path.startsWith(`${s.href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0];
}
