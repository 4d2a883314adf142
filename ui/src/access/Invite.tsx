import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { say } from "../frame/toast";
import { Field, Form } from "../parts/Field";
import { Dialog } from "../parts/Layer";
import { MemberPick, type PickedMember } from "../parts/MemberPick";
import { DateTime } from "../parts/Numbers";
import { RefusalList } from "../parts/RefusalList";

type Link = components["schemas"]["InvitationLink"];

/** Chooses whom to invite, then shows the link and its picture, once. */
export function Invite({ first, onClose }: { first?: PickedMember; onClose: () => void }) {
  const { t } = useTranslation();
  const [link, setLink] = useState<Link>();
  return (
    <Dialog title={t("access.invite.title")} onClose={onClose}>
      {link ? <Shown link={link} onClose={onClose} /> : <Choose first={first} onLink={setLink} />}
    </Dialog>
  );
}

function Choose({ first, onLink }: { first?: PickedMember; onLink: (link: Link) => void }) {
  const { t } = useTranslation();
  const { data, isPending } = useRead("/api/invitations");
  const [member, setMember] = useState(first);
  const [address, setAddress] = useState<string>();
  const invite = useWrite("post", "/api/invitations", { quiet: true, done: onLink });
  const addresses = data?.addresses ?? [];
  const send = () =>
    member && void invite.run({ body: { member_id: member.id, address: address ?? null } });
  return (
    <Form onSend={send} label={t("access.invite.title")}>
      {invite.problem && <RefusalList problem={invite.problem} />}
      <Field label={t("access.invite.who")} hint={t("access.invite.whoHint")}>
        <MemberPick value={member} onChange={setMember} />
      </Field>
      {/* Not before it is known which of the two, or a field would go while someone writes in it. */}
      {isPending ? null : addresses.length > 0 ? (
        <Field label={t("access.invite.address")} hint={t("access.invite.addressHint")}>
          <Select
            value={address ?? addresses[0]}
            options={addresses.map((value) => ({ value, label: value }))}
            onChange={setAddress}
          />
        </Field>
      ) : (
        <Field label={t("access.invite.address")} hint={t("access.invite.noAddress")}>
          <Input
            inputMode="url"
            placeholder="http://192.168.1.8:7474"
            value={address ?? ""}
            onChange={(event) => setAddress(event.target.value || undefined)}
          />
        </Field>
      )}
      <Button type="primary" htmlType="submit" disabled={!member} loading={invite.pending}>
        {t("access.invite.act")}
      </Button>
    </Form>
  );
}

function Shown({ link, onClose }: { link: Link; onClose: () => void }) {
  const { t } = useTranslation();
  const copy = async () => {
    await navigator.clipboard.writeText(link.link);
    say(t("access.invite.copied"));
  };
  return (
    <div className="access-link">
      <p>{t("access.invite.ready", { name: link.member_name })}</p>
      <img
        src={`data:image/svg+xml;utf8,${encodeURIComponent(link.qr)}`}
        alt={t("access.invite.qr", { name: link.member_name })}
        width={240}
        height={240}
      />
      <output>{link.link}</output>
      <p className="access-note">
        {t("access.invite.until")} <DateTime at={link.expires_at} />
      </p>
      <div className="form-actions">
        <Button type="primary" onClick={() => void copy()}>
          {t("access.invite.copy")}
        </Button>
        <Button onClick={onClose}>{t("access.invite.done")}</Button>
      </div>
    </div>
  );
}
