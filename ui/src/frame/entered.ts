import { useQueryClient } from "@tanstack/react-query";
import { useGo } from "./go";

/** Goes on as somebody else, or as nobody: nothing that was read before may stay. */
export function useEntered() {
  const queries = useQueryClient();
  const go = useGo();
  return (to: string) => {
    queries.clear();
    go(to);
  };
}
