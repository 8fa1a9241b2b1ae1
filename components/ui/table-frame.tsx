"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import table from "./table.module.css";

/**
 * A wide table moves inside its frame, not the page; the frame takes the focus so that arrow keys can move it. A shade at an edge
 * says that there is more beyond it.
 */
export function TableFrame({ title, children }: { title: string; children: ReactNode }) {
  const t = useTranslations("ui.table");
  const frame = useRef<HTMLElement>(null);
  const [more, setMore] = useState({ before: false, after: false });
  useEffect(() => {
    const place = frame.current;
    if (!place) return;
    const look = () => {
      const before = place.scrollLeft > 1;
      const after = place.scrollLeft + place.clientWidth < place.scrollWidth - 1;
      setMore((was) => (was.before === before && was.after === after ? was : { before, after }));
    };
    const watcher = new ResizeObserver(look);
    for (const watched of [place, ...place.children]) watcher.observe(watched);
    place.addEventListener("scroll", look, { passive: true });
    return () => {
      watcher.disconnect();
      place.removeEventListener("scroll", look);
    };
  }, []);
  return (
    <div className={table.edges} data-before={more.before || undefined} data-after={more.after || undefined}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section ref={frame} className={table.scroll} data-wide tabIndex={0} aria-label={t("frame", { title })}>
        {children}
      </section>
    </div>
  );
}
