import { useLocale } from "use-intl";
import { cameraStateWords } from "@/lib/cameras/labels";
import type { CameraState } from "@/lib/cameras/model";
import type { Verdict } from "@/lib/indicators/model";
import { say } from "@/lib/words";
import { VerdictShape } from "../ui/verdict";

/** Whether a camera does what it is there for: a picture is good, none is bad, one nobody can use is to be looked after. */
export const verdictOf: Record<CameraState, Verdict> = {
  ...{ ONLINE: "good", OFFLINE: "bad", UNAUTHORISED: "bad", FROZEN: "watch", DARK: "watch", UNKNOWN: "no-data" },
};

export function StateMark({ state }: { state: CameraState }) {
  const locale = useLocale();
  return (
    <>
      <VerdictShape verdict={verdictOf[state]} /> {say(locale, cameraStateWords[state])}
    </>
  );
}
