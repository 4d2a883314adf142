// What every start asks, asked while the page's own script is still on its way.
import { door } from "./door";

const asked = new Map<string, Promise<Response>>();

export function askAhead(language: string): void {
  const paths = window.location.pathname === "/" ? ["/api/me", "/api/home"] : ["/api/me"];
  for (const path of paths) {
    const { href } = new URL(path, window.location.origin);
    const answer = door(new Request(href, { headers: { "accept-language": language } }));
    // Who takes it hears of the failure; when nobody does, nobody needs to.
    answer.catch(() => {});
    asked.set(href, answer);
  }
}

/** The answer that was asked for ahead, once. A write, a sign-in say, makes the rest worthless. */
export function takeAhead({ method, url }: Request): Promise<Response> | undefined {
  const answer = method === "GET" ? asked.get(url) : undefined;
  if (method === "GET") asked.delete(url);
  else asked.clear();
  return answer;
}
