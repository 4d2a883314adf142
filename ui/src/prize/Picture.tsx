import {
  Banknote,
  CalendarHeart,
  GraduationCap,
  type LucideIcon,
  Package,
  Plane,
  ShoppingBag,
  Ticket,
} from "lucide-react";
import { useState } from "react";
import { usePicture } from "../api/picture";
import type { Kind } from "./ask";

const icons: Record<Kind, LucideIcon> = {
  goods: Package,
  voucher: Ticket,
  leave: CalendarHeart,
  training: GraduationCap,
  travel: Plane,
  cash: Banknote,
  own_product: ShoppingBag,
};

type PictureProps = {
  prize: number;
  picture: number | null | undefined;
  kind: Kind;
  /** What it shows, where nothing beside it says so. */
  alt?: string;
};

/** A prize's picture, or the sign of its kind. */
export function Picture({ prize, picture, kind, alt = "" }: PictureProps) {
  return (
    <span className="prize-picture">
      {picture == null ? (
        <Sign kind={kind} />
      ) : (
        <Shown key={picture} path={`/api/prizes/${prize}/pictures/${picture}`} {...{ kind, alt }} />
      )}
    </span>
  );
}

type ShownProps = { path: string; kind: Kind; alt: string };

function Shown({ path, kind, alt }: ShownProps) {
  const address = usePicture(path);
  const [broken, setBroken] = useState(false);
  if (!address || broken) return <Sign kind={kind} />;
  return <img src={address} alt={alt} loading="lazy" onError={() => setBroken(true)} />;
}

function Sign({ kind }: { kind: Kind }) {
  const Icon = icons[kind];
  return <Icon strokeWidth={1.2} aria-hidden="true" />;
}
