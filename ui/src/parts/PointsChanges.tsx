import "./changes.css";
import type { components } from "../api/schema";
import { PointsNumber } from "./Numbers";
import { Person } from "./Person";

type Changed = components["schemas"]["PointsChange"];

/** Whose points change: from how many, to how many, by how many. */
export function PointsChanges({ of }: { of: readonly Changed[] }) {
  if (of.length === 0) return null;
  return (
    <ul className="points-changes">
      {of.map((one) => (
        <li key={one.member_id}>
          <Person name={one.name} member={one.member_id} size={28} />
          <PointsNumber points={one.before} />
          <span aria-hidden="true">→</span>
          <PointsNumber points={one.after} />
          <b>
            <PointsNumber points={one.after - one.before} sign />
          </b>
        </li>
      ))}
    </ul>
  );
}
