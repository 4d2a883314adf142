import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, useState } from "react";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { render } from "../test/render";
import { setLanguage } from "../words/language";
import { MemberPick, type PickedMember } from "./MemberPick";

const people = [
  { id: 1, name: "王晓燕", text: "wang" },
  { id: 2, name: "王丽", text: "wangli" },
  { id: 3, name: "李雷", text: "lilei" },
];
/** What was asked and not yet answered, by its text. */
let asked: Map<string, () => void>;
const chosen = vi.fn();

function Probe({ value }: { value?: PickedMember }) {
  const [member, setMember] = useState(value);
  return (
    <MemberPick
      label="谁"
      value={member}
      onChange={(one) => {
        setMember(one);
        chosen(one?.name);
      }}
    />
  );
}

function open(value?: PickedMember): HTMLInputElement {
  const place = render(
    <QueryClientProvider client={new QueryClient()}>
      <Probe value={value} />
    </QueryClientProvider>,
  );
  const input = place.querySelector("input");
  if (!input) throw new Error("no input");
  return input;
}

const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
const type = (input: HTMLInputElement, text: string) =>
  act(async () => {
    input.focus();
    write?.call(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
const press = (input: HTMLInputElement, key: string, keyCode: number) =>
  act(async () => {
    input.dispatchEvent(new KeyboardEvent("keydown", { key, keyCode, bubbles: true }));
    input.dispatchEvent(new KeyboardEvent("keyup", { key, keyCode, bubbles: true }));
  });
const enter = (input: HTMLInputElement) => press(input, "Enter", 13);
/** Lets what is under way come, and what comes be drawn, until it is so. */
const until = async (check: () => void) => {
  for (let turn = 0; ; turn += 1) {
    await act(() => new Promise((done) => setTimeout(done)));
    try {
      return check();
    } catch (cause) {
      if (turn === 200) throw cause;
    }
  }
};
const answer = async (text: string) => {
  await until(() => expect([...asked.keys()]).toContain(text));
  asked.get(text)?.();
};
const offered = () =>
  [...document.querySelectorAll(".ant-select-item-option")].map(({ textContent }) => textContent);

beforeAll(() => setLanguage("zh-CN"));
beforeEach(() => {
  asked = new Map();
  chosen.mockClear();
  vi.stubGlobal("fetch", (request: Request) => {
    const text = new URL(request.url).searchParams.get("text") ?? "";
    const members = people.filter((one) => one.text.startsWith(text));
    return new Promise((done) => {
      asked.set(text, () => done(Response.json({ members })));
    });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

test("what answers an earlier text is not offered", async () => {
  const input = open();
  await type(input, "wang");
  await answer("wang");
  await until(() => expect(offered()).toHaveLength(2));
  await type(input, "lilei");
  expect(offered()).toEqual([]);
  await answer("lilei");
  await until(() => expect(offered()).toHaveLength(1));
});

test("Enter before the answer is kept, and takes the first of the text that stood there", async () => {
  const input = open();
  await type(input, "wang");
  await answer("wang");
  await until(() => expect(offered()).toHaveLength(2));
  await type(input, "lilei");
  await enter(input);
  expect(chosen).not.toHaveBeenCalled();
  await answer("lilei");
  await until(() => expect(chosen.mock.calls).toEqual([["李雷"]]));
  expect(input.value).toBe("");
});

test("typing on gives a kept Enter up", async () => {
  const input = open();
  await type(input, "wang");
  await enter(input);
  await type(input, "lilei");
  await answer("wang");
  await answer("lilei");
  await until(() => expect(offered()).toHaveLength(1));
  expect(chosen).not.toHaveBeenCalled();
  await enter(input);
  expect(chosen.mock.calls).toEqual([["李雷"]]);
});

test("once something is typed, Enter takes what was found, not who was chosen before", async () => {
  const input = open({ id: 1, name: "王晓燕" });
  await type(input, "lilei");
  await answer("lilei");
  await until(() => expect(offered()).toHaveLength(1));
  await enter(input);
  expect(chosen.mock.calls).toEqual([["李雷"]]);
});

test("while Enter waits for its answer, who was chosen before is not", async () => {
  const input = open({ id: 1, name: "王晓燕" });
  await type(input, "lilei");
  await enter(input);
  expect(chosen.mock.calls).toEqual([[undefined]]);
  await answer("lilei");
  await until(() => expect(chosen.mock.calls).toEqual([[undefined], ["李雷"]]));
});

test("the arrows lead Enter", async () => {
  const input = open();
  await type(input, "wang");
  await answer("wang");
  await until(() => expect(offered()).toHaveLength(2));
  await press(input, "ArrowDown", 40);
  await enter(input);
  expect(chosen.mock.calls).toEqual([["王丽"]]);
});
