import "./team.css";
import { Button, Switch } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { useSelf } from "../frame/me";
import { count } from "../parts/format";
import { Avatar } from "../parts/Avatar";
import { Go } from "../parts/Go";
import { DateTime, Money } from "../parts/Numbers";
import { Page, Sheet } from "../parts/Page";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { Stat, Stats } from "../parts/Stat";
import { paths } from "../paths";
import { Leave } from "./Leave";
import { MemberForm } from "./MemberForm";
import { MoveLayer } from "./MoveLayer";
import { Photo } from "./Photo";
import { PlacementSteps, TierSteps } from "./Steps";
import { Sellers } from "./Sellers";
import { TierLayer } from "./TierLayer";
import { TierMark } from "./TierMark";

type MemberPageData = components["schemas"]["MemberPage"];

/** All that is kept of one member, for whoever may see it. */
export function MemberSheets({ id }: { id: number }) {
  const { t } = useTranslation();
  const { data, error } = useRead("/api/members/{id}", { params: { path: { id } }, keep: false });
  const self = useSelf();
  const [open, setOpen] = useState<"edit" | "tier" | "move" | "leave">();
  if (error)
    return (
      <Page title={t("team.member.title")}>
        <Sheet>
          <RefusalList problem={error} />
        </Sheet>
      </Page>
    );
  if (!data)
    return (
      <Page title={t("team.member.title")}>
        <Skeleton />
      </Page>
    );
  const { member, above, may_edit } = data;
  const mine = self.member.id === id;
  const close = () => setOpen(undefined);
  const erased = member.erased_at != null;
  return (
    <Page
      title={
        <span className="team-title">
          <Avatar name={member.name} member={id} size={48} />
          {member.name}
        </span>
      }
      purpose={
        <span className="team-under">
          <TierMark id={data.tier_id} />
          {[member.department, member.post].filter(Boolean).map((words) => (
            <span key={words}>{words}</span>
          ))}
          {member.left_at != null && (
            <span>
              {t("team.leftOn")} <DateTime at={member.left_at} shape="day" />
            </span>
          )}
        </span>
      }
      actions={
        may_edit &&
        !erased && (
          <>
            <Button onClick={() => setOpen("leave")}>
              {t(member.left_at == null ? "team.leave.act" : "team.leave.back")}
            </Button>
            <Button onClick={() => setOpen("tier")}>{t("team.tier.change")}</Button>
            <Button onClick={() => setOpen("move")}>{t("team.move.title")}</Button>
            <Button type="primary" onClick={() => setOpen("edit")}>
              {t("team.member.edit")}
            </Button>
          </>
        )
      }
    >
      <Sheet
        title={t("team.member.branch")}
        aside={
          <span className="team-links">
            {!erased && <Go to={paths.honours(id)}>{t("team.member.honours")}</Go>}
            <Go to={mine ? paths.points() : paths.pointsOf(id)}>{t("team.member.statement")}</Go>
          </span>
        }
      >
        <Stats>
          <Stat label={t("team.member.people")}>{count(data.people)}</Stat>
          <Stat label={t("team.member.brought")}>{count(data.brought)}</Stat>
          <Stat label={t("team.member.month")} to={paths.sales({ member: id })}>
            <Money fen={data.month_fen} />
          </Stat>
          <Stat label={t("team.member.branchMonth")}>
            <Money fen={data.branch_fen} />
          </Stat>
        </Stats>
        {above.length > 0 && (
          <p className="team-above">
            {t("team.field.sponsor")}
            {above.map((one) => (
              <Above key={one.id} id={one.id} name={one.name} linked={data.may_edit} />
            ))}
          </p>
        )}
      </Sheet>
      <Sheet title={t("team.member.profile")}>
        {!erased && (may_edit || mine) && <Photo member={member} />}
        <Profile data={data} />
      </Sheet>
      <Sheet title={t("team.member.sellers")}>
        <Sellers
          key={JSON.stringify(data.sellers)}
          id={id}
          sellers={data.sellers}
          editable={may_edit && !erased}
        />
      </Sheet>
      <Sheet title={t("team.member.tiers")}>
        <TierSteps steps={data.tiers} />
      </Sheet>
      <Sheet title={t("team.member.placements")}>
        <PlacementSteps steps={data.placements} />
      </Sheet>
      {open === "edit" && <MemberForm member={member} onClose={close} />}
      {open === "tier" && <TierLayer member={member} onClose={close} />}
      {open === "move" && <MoveLayer member={member} sponsor={undefined} onClose={close} />}
      {open === "leave" && <Leave member={member} onClose={close} />}
    </Page>
  );
}

function Above({ id, name, linked }: { id: number; name: string; linked: boolean }) {
  return linked ? <Go to={paths.member(id)}>{name}</Go> : <span>{name}</span>;
}

function Profile({ data }: { data: MemberPageData }) {
  const { t } = useTranslation();
  const { member, masked } = data;
  const fields = ["phone", "wechat", "birthday", "hobbies"] as const;
  return (
    <>
      <dl className="team-profile">
        <div>
          <dt>{t("team.field.joined")}</dt>
          <dd>
            <DateTime at={member.joined_at} shape="day" />
          </dd>
        </div>
        {fields.map((field) => (
          <div key={field}>
            <dt>{t(`team.field.${field}`)}</dt>
            <dd className={field === "phone" ? "number" : undefined}>{member[field] ?? "—"}</dd>
          </div>
        ))}
        <Consent data={data} />
      </dl>
      {masked && <p className="team-note">{t("team.member.masked")}</p>}
    </>
  );
}

/** One's own word on being named on boards; nobody else gives it. */
function Consent({ data: { member } }: { data: MemberPageData }) {
  const { t } = useTranslation();
  const me = useSelf();
  const consent = useWrite("put", "/api/me/consent", { saved: "team.consent.saved" });
  const mine = me.member.id === member.id;
  return (
    <div>
      <dt id="consent">{t("team.consent.label")}</dt>
      <dd>
        {mine && member.erased_at == null ? (
          <Switch
            aria-labelledby="consent"
            checked={member.consents_to_board}
            loading={consent.pending}
            onChange={(consents_to_board) => void consent.run({ body: { consents_to_board } })}
          />
        ) : (
          t(member.consents_to_board ? "team.consent.yes" : "team.consent.no")
        )}
      </dd>
    </div>
  );
}
