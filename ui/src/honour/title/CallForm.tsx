import { Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../api/hooks";
import { useGo } from "../../frame/go";
import { useSelf } from "../../frame/me";
import { now } from "../../frame/now";
import { Field, Form } from "../../parts/Field";
import { Layer } from "../../parts/Layer";
import { MomentPick } from "../../parts/MomentPick";
import { businessDay, dayStart } from "../../parts/format";
import { OnePick } from "../../parts/OnePick";
import { RefusalList } from "../../parts/RefusalList";
import { paths } from "../../paths";
import type { Title } from "./ask";

const dayMs = 86_400_000;

/** Calls for nominations: until when, whether everyone votes, among whom. */
export function CallForm({ title, onClose }: { title: Title; onClose: () => void }) {
  const { t } = useTranslation();
  const { team, role, member } = useSelf();
  const go = useGo();
  // The end of a day some days on: nobody thinks in minutes here.
  const [first] = useState(() => dayStart(team, businessDay(team, now())));
  const [words, setWords] = useState("");
  const [nominate, setNominate] = useState<number | null>(first + 4 * dayMs);
  const [votes, setVotes] = useState(true);
  const [vote, setVote] = useState<number | null>(first + 7 * dayMs);
  const [branch, setBranch] = useState<number | undefined>(
    role === "leader" ? member.id : undefined,
  );
  const call = useWrite("post", "/api/title-rounds", {
    saved: "title.call.done",
    quiet: true,
    done: ({ id }) => {
      onClose();
      go(paths.titleRound(id));
    },
  });
  const ready = nominate !== null && (!votes || vote !== null);
  const wrong = (column: string) =>
    call.problem?.places.find((place) => place.column === column)?.mend ?? undefined;
  const run = () =>
    void call.run({
      body: {
        title_id: title.id,
        plan: {
          words: words.trim(),
          nominate_until: nominate ?? 0,
          vote_until: votes ? vote : null,
          branch: branch ?? null,
        },
      },
    });
  const head = t("title.call.of", { name: title.plan.name });
  return (
    <Layer title={head} onClose={onClose}>
      <Form label={head} onSend={() => ready && run()}>
        <p>{t("title.call.words")}</p>
        <Field label={t("title.call.say")} wrong={wrong("words")}>
          <Input.TextArea
            maxLength={300}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={words}
            onChange={({ target }) => setWords(target.value)}
          />
        </Field>
        <Field label={t("title.call.nominate")} wrong={wrong("nominate_until")}>
          <MomentPick at={nominate} onChange={setNominate} />
        </Field>
        <Checkbox checked={votes} onChange={({ target }) => setVotes(target.checked)}>
          {t("title.call.votes")}
        </Checkbox>
        {votes && (
          <Field
            label={t("title.call.vote")}
            hint={t("title.call.voteHint")}
            wrong={wrong("vote_until")}
          >
            <MomentPick at={vote} onChange={setVote} />
          </Field>
        )}
        <Field label={t("title.call.branch")} hint={t("title.call.branchHint")}>
          <OnePick label={t("title.call.branch")} value={branch} onChange={setBranch} />
        </Field>
        {call.problem && <RefusalList problem={call.problem} />}
        <div className="form-actions">
          <Button type="primary" htmlType="submit" disabled={!ready} loading={call.pending}>
            {t("title.call.act")}
          </Button>
        </div>
      </Form>
    </Layer>
  );
}
