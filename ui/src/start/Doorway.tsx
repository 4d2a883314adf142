import "./start.css";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../api/problem";
import { Choices } from "../frame/Choices";
import { Ground, OnPaper } from "../frame/Skins";
import { RefusalList } from "../parts/RefusalList";
import { Seal } from "../parts/Seal";

type DoorwayProps = {
  title?: ReactNode;
  words?: ReactNode;
  problem?: Problem;
  /** Below the paper: another way in. */
  foot?: ReactNode;
  children?: ReactNode;
};

/** What every page before sign-in looks like: the seal, one paper, skin and language. */
export function Doorway({ title, words, problem, foot, children }: DoorwayProps) {
  const { t } = useTranslation();
  return (
    <div className="start-door ground">
      <Ground>
        <main id="main" tabIndex={-1}>
          <header>
            <Seal size={56} />
            <div>
              <p className="start-name">{t("frame.name")}</p>
              <p>{t("start.motto")}</p>
            </div>
          </header>
          <section className="sheet start-paper">
            <OnPaper>
              {title && <h1>{title}</h1>}
              {words && <p className="start-words">{words}</p>}
              {problem && <RefusalList problem={problem} />}
              {children}
            </OnPaper>
          </section>
          {foot && <div className="start-foot">{foot}</div>}
        </main>
        <footer>
          <Choices />
        </footer>
      </Ground>
    </div>
  );
}
