// Who has a photo, and where it lies: known once a page, so that every place that shows a person can ask.
import { createContext, useContext } from "react";
import type { components } from "../api/schema";

type Photo = components["schemas"]["Photo"];
type Faces = {
  versions: ReadonlyMap<number, number>;
  /** The address of a photo: one picture for good. */
  address: (member: number, version: number) => string;
};

/** The faces of this page; nobody's where none are given. */
export const FacesContext = createContext<Faces | undefined>(undefined);

export const facesOf = (photos: readonly Photo[], address: Faces["address"]): Faces => ({
  versions: new Map(photos.map(({ member_id, version }) => [member_id, version])),
  address,
});

/** Where a member's photo lies, if they have one that the viewer may see. */
export function useFace(member: number | null | undefined): string | undefined {
  const faces = useContext(FacesContext);
  if (!faces || member == null) return undefined;
  const version = faces.versions.get(member);
  return version === undefined ? undefined : faces.address(member, version);
}
