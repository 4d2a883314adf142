import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../api/hooks";
import { Avatar } from "../../parts/Avatar";
import { Go } from "../../parts/Go";
import { paths } from "../../paths";
import type { Nominee, Round } from "./ask";

/** Somebody nominated: what they did, their votes once those are told, and what I may do. */
export function NomineeRow({ round, nominee }: { round: Round; nominee: Nominee }) {
  const { t } = useTranslation();
  const { who, mine, nominations, votes, place, my_vote, chosen } = nominee;
  const name = who.name ?? t("honour.somebody");
  const vote = useWrite("put", "/api/title-rounds/{id}/vote", { saved: "title.round.voted" });
  const back = useWrite("post", "/api/title-rounds/{id}/nominations/{seq}/undoing", {
    saved: "title.round.backDone",
  });
  const first = nominations[0]?.seq ?? 0;
  return (
    <li data-chosen={chosen || undefined}>
      <Avatar name={name} member={who.member_id} size={44} />
      <div>
        <p className="title-nominee">
          {who.member_id == null ? (
            <b>{name}</b>
          ) : (
            <Go to={paths.honours(who.member_id)}>
              <b>{name}</b>
            </Go>
          )}
          {mine && <small>{t("title.round.you")}</small>}
          {chosen && <b className="title-chosen">{t("title.round.chosen")}</b>}
          {votes != null && (
            <span className="number">
              {t("title.round.votes", { count: votes })}
              {place != null && ` · ${t("title.round.place", { place })}`}
            </span>
          )}
        </p>
        {nominations.map((one) => (
          <div key={one.seq} className="title-evidence">
            <p>{one.evidence}</p>
            <small>
              {t("title.round.by", { name: one.by.name ?? t("honour.somebody") })}
              {one.withdraws && (
                <Button
                  type="link"
                  className="title-small"
                  loading={back.pending}
                  onClick={() =>
                    void back.run({ params: { path: { id: round.id, seq: one.seq } } })
                  }
                >
                  {t("title.round.back")}
                </Button>
              )}
            </small>
          </div>
        ))}
        {round.may.includes("vote") && !mine && (
          <Button
            type={my_vote ? "primary" : "default"}
            aria-pressed={my_vote}
            loading={vote.pending}
            onClick={() =>
              void vote.run({ params: { path: { id: round.id } }, body: { nomination: first } })
            }
          >
            {t(my_vote ? "title.round.myVote" : "title.round.voteFor", { name })}
          </Button>
        )}
      </div>
    </li>
  );
}
