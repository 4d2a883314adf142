import "../contest.css";
import "./wall.css";
import { Volume2, VolumeX } from "lucide-react";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../api/hooks";
import { listen } from "../../api/live";
import { queries } from "../../frame/cache";
import { usePlace } from "../../frame/go";
import { FacesContext, facesOf } from "../../parts/faces";
import type { Wall as WallData } from "../ask";
import { Board } from "./Board";
import { Ceremony } from "./Ceremony";
import { Prizes, Told } from "./Scenes";
import { useSound } from "./sound";
import { Takeover, useTakeover } from "./Takeover";
import { Top } from "./Top";
import { type Scene, scenesOf, useScene } from "./turn";

/** Makes up for what a lost stream did not say. */
const askMillis = 60_000;

/** 大屏: a contest on a screen across the room. It only shows, and runs a day. */
export default function Wall() {
  const { t } = useTranslation();
  const token = usePlace().token ?? "";
  const { data, error, refetch } = useRead("/api/walls/{token}", { params: { path: { token } } });
  // The stream and time are outside React.
  useEffect(() => listen(queries, () => {}, `/api/walls/${token}/live`), [token]);
  useEffect(() => {
    const timer = window.setInterval(() => void refetch(), askMillis);
    return () => window.clearInterval(timer);
  }, [refetch]);
  const photos = data?.photos;
  const faces = useMemo(
    () =>
      photos &&
      facesOf(photos, (member, version) => `/api/walls/${token}/photo/${member}/${version}`),
    [photos, token],
  );
  // A link that was taken back goes dark; a server that does not answer leaves what was there.
  if (!data || error?.status === 404)
    return (
      <main className="wall" data-dress="night">
        <p className="wall-alone">{error && t("contest.wall.gone")}</p>
      </main>
    );
  return (
    <FacesContext value={faces}>
      <Shown wall={data} />
    </FacesContext>
  );
}

function Shown({ wall }: { wall: WallData }) {
  const { t } = useTranslation();
  const sound = useSound();
  const taken = useTakeover(wall, sound.play);
  const scene = useScene(scenesOf(wall));
  const { rule, ceremony, unit } = wall;
  return (
    <main className="wall" data-dress={rule.look}>
      <Top wall={wall}>
        <button
          type="button"
          className="wall-sound"
          aria-pressed={sound.on}
          aria-label={t(sound.on ? "contest.wall.mute" : "contest.wall.sound")}
          onClick={sound.toggle}
        >
          {sound.on ? <Volume2 aria-hidden="true" /> : <VolumeX aria-hidden="true" />}
        </button>
      </Top>
      <div className="wall-stage">
        {ceremony ? (
          <Ceremony ceremony={ceremony} unit={unit} />
        ) : (
          <div className="wall-scene" key={scene}>
            <OneScene scene={scene} wall={wall} />
          </div>
        )}
      </div>
      {taken && !ceremony && <Takeover news={taken} unit={unit} />}
    </main>
  );
}

function OneScene({ scene, wall }: { scene: Scene; wall: WallData }) {
  if (scene === "prizes") return <Prizes wall={wall} />;
  if (scene === "feed") return <Told wall={wall} />;
  return <Board wall={wall} />;
}
