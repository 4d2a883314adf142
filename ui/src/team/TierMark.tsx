import { useRead } from "../api/hooks";

/** A tier's name with its colour beside it; the word is there for who does not see the colour. */
export function TierMark({ id }: { id: number | null | undefined }) {
  const { data } = useRead("/api/tiers", { fresh: 300_000 });
  const tier = data?.find((tier) => tier.id === id);
  if (!tier) return null;
  return (
    <span className="team-tier">
      <i style={{ background: tier.colour }} aria-hidden="true" />
      {tier.name}
    </span>
  );
}
