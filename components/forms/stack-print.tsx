"use client";
import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconPrinter } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { formWords } from "@/lib/forms/labels";
import type { FormKind } from "@/lib/forms/model";
import { say } from "@/lib/words";
import { isBusy } from "../ui/is-busy";
import { useProblemWords } from "../ui/problem-words";
import { newKey } from "../ui/request";
import { issueAndPrint } from "./issue-and-print";

/** What says only what the records say, and may be printed for a stack without a word of one's own. */
const kinds: readonly FormKind[] = ["RECEIPT", "CONTROL_SHEET"];

/** Prints a form of each marked dossier as one document; what has none yet gets it. P opens the choice. */
export function StackPrint({ dossiers, onSaid }: { dossiers: readonly number[]; onSaid(text: string): void }) {
  const t = useTranslations("printing.owed");
  const locale = useLocale();
  const words = useProblemWords();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const print = useMutation({
    mutationFn: (kind: FormKind) =>
      issueAndPrint(kind, dossiers, {
        key: newKey(),
        title: say(locale, formWords[kind]),
        onIssued: () => onSaid(t("printing")),
      }),
    onSuccess: ({ issued, printed, left }, kind) => {
      const refused = left.map((line) => `${line.code ?? t("noCode")}: ${line.refusal ? say(locale, line.refusal) : ""}`);
      const told = refused.length > 0 ? [t("left", { count: refused.length }), ...refused] : [];
      onSaid([t("done", { kind: say(locale, formWords[kind]), issued, printed }), ...told].join(" "));
    },
    onError: (error) => onSaid(words(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ["dossiers", "forms"] }),
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "p" || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" withinPortal={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPrinter size="1rem" aria-hidden />}
          rightSection={<IconChevronDown size="1rem" aria-hidden />}
          aria-keyshortcuts="P"
          loading={print.isPending}
        >
          {t("choose")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => print.mutate(kind)}>
            {say(locale, formWords[kind])}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
