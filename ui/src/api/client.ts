import i18next from "i18next";
import createClient, {
  type ClientPathsWithMethod,
  type MaybeOptionalInit,
  type MethodResponse,
} from "openapi-fetch";
import { takeAhead } from "./ahead";
import { door } from "./door";
import { Problem, problemFrom } from "./problem";
import type { paths } from "./schema";

const client = createClient<paths>({
  baseUrl: window.location.origin,
  fetch: (request) => takeAhead(request) ?? door(request),
});
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

async function ask(method: string, path: string, init: object | undefined) {
  const request = client.request as unknown as Loose;
  const answer = await request(method, path, init).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new Problem(0, {});
  });
  if (!answer.response.ok) throw problemFrom(answer.response.status, answer.error);
  return answer;
}

/** One request. A refusal, or no answer at all, is thrown as a `Problem`. */
export async function send<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  init?: Init<M, P>,
): Promise<Answer<M, P>> {
  return (await ask(method, path as string, init)).data as Answer<M, P>;
}

/** One read whose answer is a file. Pages use `keepFile`. */
export async function sendForFile<P extends PathOf<"get">>(
  path: P,
  init?: Init<"get", P>,
): Promise<Response> {
  return (await ask("get", path as string, { ...init, parseAs: "stream" })).response;
}
