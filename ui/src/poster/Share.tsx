import { Button, Checkbox } from "antd";
import { Copy, Download } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../api/hooks";
import type { components } from "../api/schema";
import { Empty } from "../parts/Empty";
import { Form } from "../parts/Field";
import { GoButton } from "../parts/GoButton";
import { Layer } from "../parts/Layer";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import { paths } from "../paths";
import type { Query } from "./ask";

type Robot = components["schemas"]["Robot"];

type ShareProps = {
  query: Query;
  /** What an image shows. */
  address: string;
  onCopy: () => void;
  onSave: () => void;
  onClose: () => void;
};

/** 发到群: a poster to the groups whose robots take pictures; for the others it is copied or saved. */
export function Share(props: ShareProps) {
  const { t } = useTranslation();
  const { data } = useRead("/api/outbox/robots");
  const takes = (robot: Robot) =>
    data?.platforms.some(({ platform, pictures }) => pictures && platform === robot.platform);
  return (
    <Layer title={t("poster.share.open")} onClose={props.onClose}>
      {!data ? (
        <Skeleton />
      ) : data.robots.length === 0 ? (
        <Empty
          words={t("poster.share.none")}
          action={<GoButton to={paths.outbox()}>{t("poster.share.connect")}</GoButton>}
        />
      ) : (
        <Groups
          {...props}
          able={data.robots.filter((robot) => takes(robot))}
          unable={data.robots.filter((robot) => !takes(robot))}
        />
      )}
    </Layer>
  );
}

type GroupsProps = ShareProps & { able: Robot[]; unable: Robot[] };

function Groups({ query, address, onCopy, onSave, onClose, able, unable }: GroupsProps) {
  const { t } = useTranslation();
  const id = useId();
  const reached = able.filter(({ locked }) => !locked);
  const [chosen, setChosen] = useState(() => reached.map((robot) => robot.id));
  // Sent twice by a slow line, it is queued once.
  const [request] = useState(() => crypto.randomUUID());
  const send = useWrite("post", "/api/outbox/pictures", {
    quiet: true,
    saved: "poster.share.sent",
    done: onClose,
  });
  const options = able.map(({ id: value, name, locked }) => ({
    value,
    label: locked ? t("poster.share.locked", { name }) : name,
    disabled: locked,
  }));
  return (
    <Form
      label={t("poster.share.open")}
      onSend={() => void send.run({ body: { robots: chosen, poster: query, request } })}
    >
      <img className="poster-shared" src={address} alt={t(`poster.kind.${query.kind}`)} />
      {send.problem && <RefusalList problem={send.problem} />}
      {able.length > 0 && (
        <div className="field">
          <span id={id}>{t("poster.share.groups")}</span>
          <Checkbox.Group
            aria-labelledby={id}
            className="poster-groups"
            value={chosen}
            options={options}
            onChange={setChosen}
          />
          <p>{t("poster.share.hint")}</p>
        </div>
      )}
      {able.length > 0 && (
        <div className="form-actions">
          <Button
            type="primary"
            htmlType="submit"
            loading={send.pending}
            disabled={chosen.length === 0}
          >
            {t("poster.share.act")}
          </Button>
        </div>
      )}
      {unable.length > 0 && (
        <div className="poster-unable">
          <Checkbox.Group
            className="poster-groups"
            aria-label={t("poster.share.unable")}
            disabled
            options={unable.map(({ id: value, name, platform }) => ({
              value,
              label: `${name} · ${t(`outbox.platform.${platform}`)}`,
            }))}
          />
          <p>{t("poster.share.why")}</p>
          <div className="form-actions">
            <Button icon={<Copy size={16} aria-hidden="true" />} onClick={onCopy}>
              {t("poster.copy")}
            </Button>
            <Button icon={<Download size={16} aria-hidden="true" />} onClick={onSave}>
              {t("poster.save")}
            </Button>
          </div>
        </div>
      )}
    </Form>
  );
}
