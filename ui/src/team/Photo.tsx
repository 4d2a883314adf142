import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { Avatar } from "../parts/Avatar";
import { Confirm } from "../parts/Confirm";
import { useFace } from "../parts/faces";
import { FileDrop } from "../parts/FileDrop";
import { Dialog } from "../parts/Layer";
import { RefusalList } from "../parts/RefusalList";

type PhotoProps = { member: components["schemas"]["Member"] };

/** A member's photo, for who may change it. */
export function Photo({ member }: PhotoProps) {
  const { t } = useTranslation();
  const has = useFace(member.id) !== undefined;
  const [open, setOpen] = useState<"choose" | "remove">();
  const close = () => setOpen(undefined);
  return (
    <div className="team-photo">
      <Avatar name={member.name} member={member.id} size={96} />
      <div>
        <p className="team-note">{t("team.photo.why")}</p>
        <div className="team-photo-acts">
          <Button onClick={() => setOpen("choose")}>
            {t(has ? "team.photo.replace" : "team.photo.set")}
          </Button>
          {has && <Button onClick={() => setOpen("remove")}>{t("team.photo.remove")}</Button>}
        </div>
      </div>
      {open === "choose" && <Choose member={member} onClose={close} />}
      {open === "remove" && <Remove member={member} onClose={close} />}
    </div>
  );
}

type LayerProps = PhotoProps & { onClose: () => void };

function Choose({ member, onClose }: LayerProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<{ file: File; address: string }>();
  const set = useWrite("put", "/api/members/{id}/photo", {
    saved: "team.photo.saved",
    quiet: true,
    done: onClose,
  });
  const save = ({ file }: { file: File }) => {
    const body = new FormData();
    body.append("file", file);
    void set.run({
      params: { path: { id: member.id } },
      body: body as never,
      bodySerializer: (given: unknown) => given as never,
    });
  };
  return (
    <Dialog
      title={t("team.photo.chooseFor", { name: member.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button
            type="primary"
            disabled={!chosen}
            loading={set.pending}
            onClick={() => chosen && save(chosen)}
          >
            {t("team.photo.act")}
          </Button>
        </>
      }
    >
      <FileDrop
        words={t("team.photo.drop")}
        hint={t("team.photo.kinds")}
        accept="image/jpeg,image/png,image/webp"
        disabled={set.pending}
        onFiles={([file]) => {
          if (!file) return;
          set.reset();
          setChosen({ file, address: URL.createObjectURL(file) });
        }}
      />
      {chosen && <Preview key={chosen.address} address={chosen.address} name={chosen.file.name} />}
      {set.problem && <RefusalList problem={set.problem} />}
    </Dialog>
  );
}

/** The square that will be kept. What the browser cannot show is left to the server to name. */
function Preview({ address, name }: { address: string; name: string }) {
  const { t } = useTranslation();
  const [broken, setBroken] = useState(false);
  const release = () => URL.revokeObjectURL(address);
  return (
    <figure className="team-photo-preview">
      {!broken && (
        <img
          className="avatar"
          src={address}
          alt={t("team.photo.preview")}
          width={128}
          height={128}
          onLoad={release}
          onError={() => {
            release();
            setBroken(true);
          }}
        />
      )}
      <figcaption>
        {!broken && <span>{t("team.photo.preview")}</span>}
        <small>{name}</small>
      </figcaption>
    </figure>
  );
}

function Remove({ member, onClose }: LayerProps) {
  const { t } = useTranslation();
  const remove = useWrite("delete", "/api/members/{id}/photo", {
    saved: "team.photo.removed",
    done: onClose,
  });
  return (
    <Confirm
      title={t("team.photo.removeTitle", { name: member.name })}
      verb={t("team.photo.remove")}
      pending={remove.pending}
      onClose={onClose}
      onAct={() => void remove.run({ params: { path: { id: member.id } } })}
    >
      <p>{t("team.photo.removeWords")}</p>
    </Confirm>
  );
}
