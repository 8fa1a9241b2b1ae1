import { Bone } from "@/components/ui/states";
import { translator } from "../i18n";
import classes from "./loading.module.css";

/** The shape of a board while its figures are read. */
export default async function Loading() {
  const t = await translator("ui");
  return (
    <div role="status" className={classes.page}>
      <span className={classes.words}>{t("loading")}</span>
      <Bone width="12rem" height="2rem" />
      <div className={classes.tiles}>
        {["a", "b", "c", "d", "e"].map((key) => (
          <Bone key={key} height="11rem" />
        ))}
      </div>
      <div className={classes.panels}>
        {["a", "b", "c"].map((key) => (
          <Bone key={key} height="20rem" />
        ))}
      </div>
    </div>
  );
}
