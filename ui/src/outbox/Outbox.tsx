import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../api/hooks";
import { Empty } from "../parts/Empty";
import { Page, Sheet } from "../parts/Page";
import { Announce } from "./Announce";
import { Connect } from "./Connect";
import { Deliveries } from "./Deliveries";
import { Example } from "./Preview";
import { Robots } from "./Robots";
import type { Robot } from "./plan";
import "./outbox.css";

type Open = { connect: Robot | "new" } | { announce: true };

export default function Outbox() {
  const { t } = useTranslation();
  const { data } = useRead("/api/outbox/robots");
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const robots = data?.robots;
  const connect = (type?: "primary") => (
    <Button type={type} onClick={() => setOpen({ connect: "new" })}>
      {t("outbox.connect.open")}
    </Button>
  );
  return (
    <Page
      title={t("outbox.title")}
      purpose={t("outbox.purpose")}
      actions={
        robots && (
          <>
            {robots.length > 0 && connect()}
            <Button
              type={robots.length > 0 ? "primary" : "default"}
              onClick={() => setOpen({ announce: true })}
            >
              {t("outbox.announce.open")}
            </Button>
          </>
        )
      }
    >
      <Sheet title={t("outbox.robots.title")}>
        <Robots
          robots={robots}
          onChange={(robot) => setOpen({ connect: robot })}
          empty={
            <Empty
              words={t("outbox.robots.none")}
              example={<Example />}
              action={connect("primary")}
            />
          }
        />
      </Sheet>
      {robots && <Deliveries hasRobots={robots.length > 0} />}
      {open && "connect" in open && (
        <Connect robot={open.connect === "new" ? undefined : open.connect} onClose={close} />
      )}
      {open && "announce" in open && <Announce robots={robots ?? []} onClose={close} />}
    </Page>
  );
}
