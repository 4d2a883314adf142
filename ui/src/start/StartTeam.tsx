import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../api/hooks";
import { useEntered } from "../frame/entered";
import { Field, Form } from "../parts/Field";
import { Go } from "../parts/Go";
import { Strength } from "../parts/Strength";
import { zones } from "../parts/zones";
import { paths } from "../paths";
import { Doorway } from "./Doorway";

export default function StartTeam() {
  const { t } = useTranslation();
  const entered = useEntered();
  const [team, setTeam] = useState("");
  const [founder, setFounder] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [zone, setZone] = useState("Asia/Shanghai");
  const start = useWrite("post", "/api/start/team", {
    quiet: true,
    done: () => entered(paths.home()),
  });
  const wrong = (column: string) => {
    const place = start.problem?.places.find((place) => place.column === column);
    return place && (place.mend ?? t("start.own.fill"));
  };
  const placed = start.problem && start.problem.places.length > 0;
  const send = () =>
    void start.run({
      body: { team_name: team, founder_name: founder, passphrase, zone },
    });
  return (
    <Doorway
      title={t("start.own.title")}
      words={t("start.own.purpose")}
      problem={(!placed && start.problem) || undefined}
      foot={<Go to={paths.signIn()}>{t("start.back")}</Go>}
    >
      <Form onSend={send} label={t("start.own.title")}>
        <Field label={t("start.own.team")} wrong={wrong("team_name")}>
          <Input
            size="large"
            maxLength={60}
            value={team}
            onChange={(event) => setTeam(event.target.value)}
          />
        </Field>
        <Field
          label={t("start.own.founder")}
          hint={t("start.own.founderHint")}
          wrong={wrong("founder_name")}
        >
          <Input
            size="large"
            autoComplete="username"
            maxLength={60}
            value={founder}
            onChange={(event) => setFounder(event.target.value)}
          />
        </Field>
        <Field
          label={t("start.own.passphrase")}
          hint={<Strength secret={passphrase} />}
          wrong={wrong("passphrase")}
        >
          <Input.Password
            size="large"
            autoComplete="new-password"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </Field>
        <Field label={t("start.own.zone")} hint={t("start.own.zoneHint")}>
          <Select
            size="large"
            showSearch
            value={zone}
            options={zones().map((value) => ({ value, label: value }))}
            onChange={setZone}
          />
        </Field>
        <Button type="primary" size="large" htmlType="submit" loading={start.pending} block>
          {t("start.own.act")}
        </Button>
      </Form>
    </Doorway>
  );
}
