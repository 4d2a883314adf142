import { Select } from "antd";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Person } from "../../parts/Person";
import type { Course, Unit } from "../ask";
import { scoreText } from "../unit";

type LeagueProps = {
  league: NonNullable<Course["league"]>;
  unit: Unit;
  onLeague: (league: number) => void;
};

/** A league of a round: who goes up, who down, as it stands. */
export function League({ league, unit, onLeague }: LeagueProps) {
  const { t } = useTranslation();
  const options = Array.from({ length: league.leagues }, (_, at) => ({
    value: at,
    label: t(at === league.own ? "contest.rounds.leagueOwn" : "contest.rounds.league", {
      n: at + 1,
    }),
  }));
  return (
    <>
      {league.leagues > 1 && (
        <Select
          aria-label={t("contest.rounds.chooseLeague")}
          value={league.league}
          options={options}
          onChange={onLeague}
        />
      )}
      <ol
        className="contest-league"
        aria-label={t("contest.rounds.league", { n: league.league + 1 })}
      >
        {league.seats.map((seat, at) => (
          <li
            key={seat.member_id ?? `seat${at}`}
            data-moves={seat.moves}
            data-mine={seat.mine || undefined}
          >
            <span className="contest-league-place">{seat.place ?? "–"}</span>
            {seat.name == null ? (
              <span>{t("contest.unnamed")}</span>
            ) : (
              <Person name={seat.name} member={seat.member_id} />
            )}
            <span className="contest-league-move">
              {seat.moves !== "stay" && (
                <>
                  {seat.moves === "up" ? (
                    <ArrowUp size={16} aria-hidden="true" />
                  ) : (
                    <ArrowDown size={16} aria-hidden="true" />
                  )}
                  {t(`contest.rounds.moves.${seat.moves}`)}
                </>
              )}
            </span>
            <b className="number">{seat.score == null ? "–" : scoreText(unit, seat.score)}</b>
          </li>
        ))}
      </ol>
    </>
  );
}
