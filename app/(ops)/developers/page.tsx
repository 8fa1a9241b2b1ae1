import { currentLocale, translator } from "@/app/i18n";
import { developers } from "@/app/messages/developers";
import { requireActor } from "@/app/session";
import { Fields } from "@/components/developers/fields";
import classes from "@/components/developers/reference.module.css";
import { PageHead } from "@/components/shell/page-head";
import { Panel } from "@/components/ui/panel";
import { type Operation, reference } from "./reference";

export async function generateMetadata() {
  return { title: (await translator("developers"))("title") };
}

export default async function DevelopersPage() {
  await requireActor("keys.manage");
  const t = await translator("developers");
  const locale = await currentLocale();
  const { sections }: { sections: Record<string, string> } = developers[locale];
  const words = { name: t("columns.name"), type: t("columns.type"), required: t("columns.required"), yes: t("yes") };
  const part = (title: string, fields: Operation["answer"] | null) => {
    if (fields === null) return null;
    if (fields === "stream") return <p className={classes.note}>{`${title}: ${t("streamed")}`}</p>;
    return fields.length > 0 ? <Fields title={title} fields={fields} words={words} /> : null;
  };
  return (
    <div className={classes.page}>
      <PageHead title={t("title")} />
      <p className={classes.intro}>{t("intro")}</p>
      <p>
        <a href="/api/v1/openapi.json">{t("document")}</a>
      </p>
      <Panel title={t("rules.title")}>
        <ul className={classes.rules}>
          <li>{t("rules.key")}</li>
          <li>{t("rules.retry")}</li>
          <li>{t("rules.errors")}</li>
          <li>{t("rules.time")}</li>
          <li>{t("rules.strict")}</li>
        </ul>
      </Panel>
      {reference(locale).map((section) => (
        <Panel
          key={section.name}
          title={sections[section.name] ?? section.name}
          note={t("operations", { count: section.operations.length })}
        >
          {section.operations.map((operation) => (
            <details key={operation.id} className={classes.operation}>
              <summary>
                <span className={classes.method}>{operation.method}</span>
                <code className={classes.path}>{operation.path}</code>
                <span className={classes.summary}>{operation.summary}</span>
                {operation.isForMachines ? <span className={classes.machines}>{t("machines")}</span> : null}
              </summary>
              <div className={classes.detail}>
                <p className={classes.note}>{operation.rights}</p>
                {part(t("parameters"), operation.parameters)}
                {part(t("body"), operation.body)}
                {part(t("answer"), operation.answer)}
              </div>
            </details>
          ))}
        </Panel>
      ))}
    </div>
  );
}
