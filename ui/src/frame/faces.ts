import { useMemo } from "react";
import { useRead } from "../api/hooks";
import { facesOf } from "../parts/faces";

/** Who has a photo, of those whom the viewer may see. */
export function useFaces(known: boolean) {
  const { data } = useRead("/api/photos", { enabled: known, fresh: 300_000 });
  return useMemo(
    () => data && facesOf(data, (member, version) => `/api/members/${member}/photo/${version}`),
    [data],
  );
}
