import i18next from "i18next";
import createClient, {
  type ClientPathsWithMethod,
  type MaybeOptionalInit,
  type MethodResponse,
} from "openapi-fetch";
import { door } from "./door";
import { Problem, problemFrom } from "./problem";
import type { paths } from "./schema";

const client = createClient<paths>({ baseUrl: window.location.origin, fetch: door });
client.use({
  onRequest({ request }) {
    request.headers.set("accept-language", i18next.language ?? "zh-CN");
    return request;
  },
});

type Client = typeof client;
export type Method = "get" | "post" | "put" | "patch" | "delete";
export type PathOf<M extends Method> = ClientPathsWithMethod<Client, M>;
/** `{ params, body }` as the description demands them. */
export type Init<M extends Method, P extends PathOf<M>> = MaybeOptionalInit<paths[P], M>;
/** What a good answer carries. */
export type Answer<M extends Method, P extends PathOf<M>> = MethodResponse<Client, M, P>;

type Loose = (
  method: string,
  path: string,
  init?: object,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/** One request. A refusal, or no answer at all, is thrown as a `Problem`. */
export async function send<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  init?: Init<M, P>,
): Promise<Answer<M, P>> {
  const request = client.request as unknown as Loose;
  const { data, error, response } = await request(method, path as string, init as object).catch(
    (cause: unknown) => {
      if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
      throw new Problem(0, {});
    },
  );
  if (!response.ok) throw problemFrom(response.status, error);
  return data as Answer<M, P>;
}
