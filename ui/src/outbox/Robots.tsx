import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import { Confirm } from "../parts/Confirm";
import { DateTime } from "../parts/Numbers";
import { type Column, Rows } from "../parts/Rows";
import { type Robot, usePlanWords } from "./plan";
import { useSaid } from "./said";

type RobotsProps = {
  robots: Robot[] | undefined;
  onChange: (robot: Robot) => void;
  empty: ReactNode;
};

/** The robots: what each is sent, and how it last answered. */
export function Robots({ robots, onChange, empty }: RobotsProps) {
  const { t } = useTranslation();
  const planWords = usePlanWords();
  const [asked, setAsked] = useState<Robot>();
  const test = useWrite("post", "/api/outbox/robots/{id}/test", { saved: "outbox.robots.tested" });
  const remove = useWrite("delete", "/api/outbox/robots/{id}", {
    saved: "outbox.robots.removed",
    done: () => setAsked(undefined),
  });
  const columns: Column<Robot>[] = [
    {
      key: "name",
      title: t("outbox.robots.column.name"),
      cell: (robot) => (
        <>
          <b>{robot.name}</b>
          <small className="outbox-note">
            {t(`outbox.platform.${robot.platform}`)} ·{" "}
            {t("outbox.robots.tail", { tail: robot.tail })}
          </small>
        </>
      ),
      phone: "title",
    },
    {
      key: "plan",
      title: t("outbox.robots.column.plan"),
      cell: (robot) => (
        <span className="outbox-plan">
          {planWords(robot.plan).map((words) => (
            <span key={words}>{words}</span>
          ))}
        </span>
      ),
    },
    {
      key: "last",
      title: t("outbox.robots.column.last"),
      cell: (robot) => <Last robot={robot} />,
    },
    {
      key: "act",
      title: <span className="aside">{t("outbox.robots.column.act")}</span>,
      cell: (robot) => (
        <span className="outbox-acts">
          <Button
            type="text"
            aria-label={t("outbox.robots.changeOf", { name: robot.name })}
            onClick={() => onChange(robot)}
          >
            {t("outbox.robots.change")}
          </Button>
          <Button
            type="text"
            loading={test.pending}
            disabled={robot.locked}
            aria-label={t("outbox.robots.testOf", { name: robot.name })}
            onClick={() => void test.run({ params: { path: { id: robot.id } } })}
          >
            {t("outbox.robots.test")}
          </Button>
          <Button
            type="text"
            aria-label={t("outbox.robots.removeOf", { name: robot.name })}
            onClick={() => setAsked(robot)}
          >
            {t("outbox.robots.remove")}
          </Button>
        </span>
      ),
      right: true,
    },
  ];
  return (
    <>
      <Rows
        rows={robots}
        columns={columns}
        rowKey={(robot) => robot.id}
        label={t("outbox.robots.title")}
        empty={empty}
      />
      {asked && (
        <Confirm
          title={t("outbox.robots.removeTitle", { name: asked.name })}
          verb={t("outbox.robots.remove")}
          pending={remove.pending}
          onClose={() => setAsked(undefined)}
          onAct={() => void remove.run({ params: { path: { id: asked.id } } })}
        >
          <p>{t("outbox.robots.removeWords", { count: asked.waiting })}</p>
        </Confirm>
      )}
    </>
  );
}

function Last({ robot }: { robot: Robot }) {
  const { t } = useTranslation();
  const said = useSaid();
  const { last, locked, waiting } = robot;
  if (locked) return <span className="outbox-bad">{t("outbox.robots.locked")}</span>;
  if (!last) return null;
  const { tone, words, mend } = said(last);
  return (
    <span className="outbox-last">
      <span className={`outbox-${tone}`}>
        {words} <DateTime at={last.at} />
      </span>
      {mend && <small className="outbox-note">{mend}</small>}
      {waiting > 0 && (
        <small className="outbox-note">{t("outbox.robots.waiting", { count: waiting })}</small>
      )}
    </span>
  );
}
