"use client";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useProblemWords } from "./problem-words";
import { Problem } from "./request";
import classes from "./states.module.css";

/** Nothing here yet: says why, and what to do about it. */
export function EmptyState({
  title,
  children,
  action,
  isPage,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** The whole page says only this: its title is the page's heading. */
  isPage?: boolean;
}) {
  const Title = isPage ? "h1" : "p";
  return (
    <div className={classes.state}>
      <svg className={classes.tower} viewBox="0 0 64 48" width="64" height="48" aria-hidden="true">
        <path
          d="M32 4 48 14H16ZM20 17h24v6H20ZM17 26h30l-3 4H20ZM23 33h18l3 11H20ZM10 44h44"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
      </svg>
      <Title className={classes.title}>{title}</Title>
      {children ? <div className={classes.text}>{children}</div> : null}
      {action}
    </div>
  );
}

/** Something failed: a sentence, and a way on. */
export function FailedState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useTranslations("ui");
  const words = useProblemWords();
  const requestId = error instanceof Problem ? error.requestId : null;
  return (
    <div className={classes.state} role="alert">
      <p className={classes.title}>{words(error)}</p>
      {requestId ? <p className={classes.text}>{t("requestId", { id: requestId })}</p> : null}
      {error instanceof Problem && error.status === 401 ? (
        <a href="/sign-in" className={classes.way}>
          {t("signIn")}
        </a>
      ) : onRetry ? (
        <button type="button" className={classes.way} onClick={onRetry}>
          {t("retry")}
        </button>
      ) : null}
    </div>
  );
}

/** A whole page failed: what is known of it, and a way to try again. No library in here: it must work when much else does not. */
export function CrashedState({ title, children, onRetry }: { title: string; children: ReactNode; onRetry(): void }) {
  const t = useTranslations("ui");
  return (
    <div role="alert">
      <EmptyState
        isPage
        title={title}
        action={
          <button type="button" className={classes.way} onClick={onRetry}>
            {t("retry")}
          </button>
        }
      >
        {children}
      </EmptyState>
    </div>
  );
}

/** Something is being read: a grey shape as high as what will stand there, and the word for whoever does not see it. */
export function LoadingState({ height }: { height: string }) {
  const t = useTranslations("ui");
  return (
    <div role="status" aria-label={t("loading")}>
      <Bone height={height} />
    </div>
  );
}

/** A grey shape where a figure will be. Decoration only: the region around it says that it is loading. */
export function Bone({ width = "100%", height = "1rem" }: { width?: string; height?: string }) {
  return <span className={classes.bone} style={{ width, height }} aria-hidden="true" />;
}
