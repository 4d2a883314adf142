import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../../frame/announce";
import type { Row } from "../ask";

/** Says who rose, oneself before others, when a contest that is being watched moves. */
export function useSaid(rows: readonly Row[] | undefined, board: string): void {
  const { t } = useTranslation();
  const seen = useRef({ board: "", places: new Map<number, number>() });
  // The live region is outside React, and what it says depends on what was shown before.
  useEffect(() => {
    if (!rows) return;
    const places = new Map<number, number>();
    for (const row of rows) if (row.entrant_id != null) places.set(row.entrant_id, row.place);
    const before = seen.current;
    seen.current = { board, places };
    if (before.board !== board) return;
    const rose = rows.filter((row) => {
      const was = before.places.get(row.entrant_id ?? -1);
      return was !== undefined && row.place < was;
    });
    const told = rose.find((row) => row.mine) ?? rose[0];
    if (!told) return;
    announce(
      t(told.mine ? "contest.said.me" : "contest.said.other", {
        name: told.name ?? t("contest.unnamed"),
        place: told.place,
      }),
    );
  }, [rows, board, t]);
}
