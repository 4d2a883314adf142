// Pictures that the API answers with. A browser fetches them by their address; in the desktop window no
// address leads to the API, so the picture itself stands in its place.
import { useQuery } from "@tanstack/react-query";
import { door, inWindow } from "./door";

async function pictureText(path: string): Promise<string> {
  const answer = await door(new Request(new URL(path, window.location.origin)));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return textOf(await answer.blob());
}

/** A picture as an address that holds all of it. */
export function textOf(picture: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(picture);
  });
}

/** What an `<img>` shows for the path of a picture; undefined while it is on its way through the window. */
export const usePicture: (path: string) => string | undefined = inWindow()
  ? (path) =>
      useQuery({
        queryKey: ["picture", path],
        queryFn: () => pictureText(path),
        staleTime: Infinity,
      }).data
  : (path) => path;
