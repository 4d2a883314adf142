import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sendForFile } from "../api/client";
import { inWindow } from "../api/door";
import { textOf } from "../api/picture";
import type { Problem } from "../api/problem";
import { RefusalList } from "../parts/RefusalList";
import { pathOf, type Query } from "./ask";

type Made = {
  picture: Blob;
  /** What an image shows. Chats on phones keep a picture only from a real address. */
  address: string;
};

/** The picture itself, or why there is none. */
export function usePoster(query: Query | undefined) {
  return useQuery<Made, Problem>({
    queryKey: ["poster", query],
    queryFn: async () => {
      const answer = await sendForFile("/api/posters/picture", { params: { query } } as never);
      const picture = await answer.blob();
      const address = query && !inWindow() ? pathOf(query) : await textOf(picture);
      return { picture, address };
    },
    enabled: query !== undefined,
    // Made of the books as they are: looked at again, it is made again.
    staleTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
}

type PreviewProps = { query: Query | undefined; made: ReturnType<typeof usePoster>; alt: string };

/** The poster as it will be saved. */
export function Preview({ query, made, alt }: PreviewProps) {
  const { t } = useTranslation();
  return (
    <div className="poster-preview" data-size={query?.size} aria-busy={made.isFetching}>
      {made.error ? (
        <RefusalList problem={made.error} />
      ) : made.data ? (
        <img src={made.data.address} alt={alt} />
      ) : (
        <p>{t(query ? "poster.making" : "poster.choose")}</p>
      )}
    </div>
  );
}
