import { memo } from "react";
import { Avatar } from "./Avatar";
import { Go } from "./Go";

type PersonProps = {
  name: string;
  hint?: string | null;
  to?: string;
  size?: number;
  /** Who it is, for their photo. */
  member?: number | null;
};

/** A person wherever people are: seal, name, and one line below it. */
export const Person = memo(function Person({ name, hint, to, size = 36, member }: PersonProps) {
  const body = (
    <>
      <Avatar name={name} size={size} member={member} />
      <span className="person-words">
        <b>{name}</b>
        {hint && <small>{hint}</small>}
      </span>
    </>
  );
  return to ? (
    <Go className="person" to={to}>
      {body}
    </Go>
  ) : (
    <span className="person">{body}</span>
  );
});
