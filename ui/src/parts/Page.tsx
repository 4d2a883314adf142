// A page reads: <Page title purpose actions> <Sheet>…</Sheet> <Sheet>…</Sheet> </Page>.
// The head lies on the ground (lacquer when festive); everything that is read lies on a Sheet.
import type { ReactNode } from "react";
import { OnPaper } from "../frame/Skins";

type PageProps = {
  title: ReactNode;
  /** One line: what this page is for. */
  purpose?: ReactNode;
  /** Buttons at the head; the main one last and `type="primary"`. */
  actions?: ReactNode;
  /** Filters between head and sheets: period, branch, tier. */
  tools?: ReactNode;
  /** Text to read or a form to fill in keeps a readable width. */
  narrow?: boolean;
  children: ReactNode;
};

export function Page({ title, purpose, actions, tools, narrow, children }: PageProps) {
  return (
    <article className="page" data-narrow={narrow || undefined}>
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {purpose && <p>{purpose}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {tools && <div className="page-tools">{tools}</div>}
      <div className="page-body">{children}</div>
    </article>
  );
}

type SheetProps = {
  title?: ReactNode;
  /** A link or a small button across from the title. */
  aside?: ReactNode;
  children: ReactNode;
};

/** A piece of paper. Hairlines and space in light and dark, a card when festive. */
export function Sheet({ title, aside, children }: SheetProps) {
  return (
    <section className="sheet">
      <OnPaper>
        {(title || aside) && (
          <header className="sheet-head">
            {title && <h2>{title}</h2>}
            {aside}
          </header>
        )}
        {children}
      </OnPaper>
    </section>
  );
}
