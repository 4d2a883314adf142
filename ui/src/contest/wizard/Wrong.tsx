import { type Draft, wrongsWith } from "./draft";

type WrongProps = {
  draft: Draft;
  column: string;
  /** Which of the list's, from 0; none for what is wrong with the list itself. */
  item?: number;
};

/** What is wrong with a list of the rule, or with one of it: its measures, teams, prizes. */
export function Wrong({ draft, column, item }: WrongProps) {
  const wrongs = wrongsWith(draft, column, item);
  if (wrongs.length === 0) return null;
  return (
    <div className="contest-bad" role="alert">
      {wrongs.map((words) => (
        <p key={words}>{words}</p>
      ))}
    </div>
  );
}
