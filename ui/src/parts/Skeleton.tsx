import { useTranslation } from "react-i18next";

/** Stands in for what is coming. It shows itself after 200 ms, so that quick answers do not flash. */
export function Skeleton({ rows = 5 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div className="skeleton" role="status" aria-label={t("frame.loading")}>
      {Array.from({ length: rows }, (_, row) => `row${row}`).map((key) => (
        <i key={key} />
      ))}
    </div>
  );
}
