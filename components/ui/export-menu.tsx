"use client";
import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { SheetTable } from "@/lib/files/rules";
import classes from "./export-menu.module.css";
import { useProblemWords } from "./problem-words";
import { saveChart } from "./save-chart";
import { saveCsv, saveXlsx } from "./save-file";

/** The figures of the panel it stands in as Excel and CSV, and the panel itself as a picture. The rows are the ones on screen. */
export function ExportMenu({ table }: { table: () => SheetTable }) {
  const t = useTranslations("ui.table");
  const words = useProblemWords();
  const [said, setSaid] = useState("");
  const place = useRef<HTMLDivElement>(null);
  const run = (act: () => Promise<void> | void) => async () => {
    setSaid("");
    try {
      await act();
    } catch (error) {
      setSaid(words(error));
    }
  };
  const picture = async () => {
    const panel = place.current?.closest("section");
    if (panel) await saveChart(panel, table());
  };
  return (
    <div ref={place} data-screen>
      <span role="status" className={classes.said}>
        {said}
      </span>
      <Menu position="bottom-end" withinPortal={false} shadow="md" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            className={classes.button}
            leftSection={<IconDownload size="1rem" aria-hidden />}
          >
            {t("export")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={run(() => saveXlsx(table()))}>{t("xlsx")}</Menu.Item>
          <Menu.Item onClick={run(() => saveCsv(table()))}>{t("csv")}</Menu.Item>
          <Menu.Item onClick={run(picture)}>{t("png")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
