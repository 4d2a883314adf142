import { useRead } from "../api/hooks";

export type Role = "founder" | "leader" | "member";

/** The caller: team, member, role, and what they may do. Undefined until it is known. */
export const useMe = () => useRead("/api/me", { fresh: 300_000 });

/** The caller inside the frame, where it is always known. */
export function useSelf() {
  const { data } = useMe();
  if (!data) throw new Error("useSelf is for pages inside the frame");
  return data;
}
