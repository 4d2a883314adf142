import { type Draft, wrongsWith } from "./draft";

/** What is wrong with a list of the rule: its measures, teams, prizes. */
export function Wrong({ draft, column }: { draft: Draft; column: string }) {
  const wrongs = wrongsWith(draft, column);
  if (wrongs.length === 0) return null;
  return (
    <div className="contest-bad" role="alert">
      {wrongs.map((words) => (
        <p key={words}>{words}</p>
      ))}
    </div>
  );
}
