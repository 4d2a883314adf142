import { Button, Input, InputNumber, Radio } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/client";
import { useRead, useWrite } from "../api/hooks";
import { useSelf } from "../frame/me";
import type { Offer } from "../parts/Ask";
import { Field, Form } from "../parts/Field";
import { count, time } from "../parts/format";
import { newKey } from "../parts/key";
import { Layer } from "../parts/Layer";
import { RefusalList } from "../parts/RefusalList";
import { Skeleton } from "../parts/Skeleton";
import type { Giving } from "./ask";
import { PeoplePick } from "./PeoplePick";

/** As many characters as a praise may have. */
const most = 300;

/** `to`: whom the one who came here has in mind. */
type GiveProps = { to: Offer[]; onClose: () => void };

/** Whom, for what, in which words, with how many points. */
export function Give({ to, onClose }: GiveProps) {
  const { t } = useTranslation();
  const { data } = useRead("/api/praises/giving");
  return (
    <Layer title={t("honour.give.title")} onClose={onClose}>
      {data ? <Wish giving={data} first={to} onClose={onClose} /> : <Skeleton />}
    </Layer>
  );
}

type WishProps = { giving: Giving; first: Offer[]; onClose: () => void };

function Wish({ giving, first, onClose }: WishProps) {
  const { t } = useTranslation();
  const { team } = useSelf();
  const label = useId();
  const [to, setTo] = useState(first);
  const [value, setValue] = useState(giving.values[0]);
  const [words, setWords] = useState("");
  const [points, setPoints] = useState(0);
  const [request] = useState(newKey);
  const praise = useWrite("post", "/api/praises", {
    saved: "honour.give.done",
    values: (answer) => ({ count: answer.people, points: count(answer.points) }),
    undo: (answer) => () =>
      send("post", "/api/praises/{id}/undoing", {
        params: { path: { id: answer.id } },
        body: { reason: "" },
      }),
    quiet: true,
    done: onClose,
  });
  const total = points * to.length;
  const over = total > giving.left;
  const ready = to.length > 0 && words.trim() !== "" && value !== undefined && !over;
  const run = () =>
    void praise.run({
      body: {
        request,
        to: to.map(({ id, name }) => ({ member_id: id, name })),
        value: value ?? "",
        words: words.trim(),
        points,
      },
    });
  const left = t("honour.give.left", {
    left: count(giving.left),
    budget: count(giving.budget),
    day: time(giving.until - 1, team.zone, "day"),
  });
  return (
    <Form label={t("honour.give.title")} onSend={() => ready && run()}>
      <Field label={t("honour.give.to")} hint={t("honour.give.toHint", { count: giving.pair_max })}>
        <PeoplePick value={to} onChange={setTo} />
      </Field>
      <div className="field">
        <span id={label} className="honour-label">
          {t("honour.give.value")}
        </span>
        <Radio.Group
          aria-labelledby={label}
          className="honour-values"
          optionType="button"
          value={value}
          options={giving.values.map((value) => ({ value, label: value }))}
          onChange={({ target }) => setValue(target.value as string)}
        />
      </div>
      <Field label={t("honour.give.words")} hint={t("honour.give.wordsHint")}>
        <Input.TextArea
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={most}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
      </Field>
      {giving.budget > 0 && (
        <Field
          label={t("honour.give.points")}
          hint={total > 0 ? `${t("honour.give.total", { points: count(total) })} ${left}` : left}
          wrong={over ? `${t("honour.give.total", { points: count(total) })} ${left}` : undefined}
        >
          <InputNumber
            min={0}
            max={giving.left}
            precision={0}
            value={points}
            onChange={(value) => setPoints(value ?? 0)}
          />
        </Field>
      )}
      {praise.problem && <RefusalList problem={praise.problem} />}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" disabled={!ready} loading={praise.pending}>
          {t("honour.give.act")}
        </Button>
      </div>
    </Form>
  );
}
