import type { ReactNode } from "react";

type EmptyProps = {
  /** One sentence: what will be here. */
  words: string;
  /** One example of it, drawn or written. */
  example?: ReactNode;
  /** One button: the first step. */
  action?: ReactNode;
};

/** A list that has nothing yet. */
export function Empty({ words, example, action }: EmptyProps) {
  return (
    <div className="empty">
      <p>{words}</p>
      {example && <div className="empty-example">{example}</div>}
      {action}
    </div>
  );
}
