// A list that the server answers a page at a time, as far as the viewer has asked for.
import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { send } from "../api/client";
import { readKey } from "../api/hooks";
import type { Problem } from "../api/problem";
import type { components, operations } from "../api/schema";

export type MemberLine = components["schemas"]["MemberLine"];
export type ChartNode = components["schemas"]["ChartNode"];
type MembersQuery = NonNullable<operations["members"]["parameters"]["query"]>;
type ChartQuery = NonNullable<operations["chart"]["parameters"]["query"]>;

export const pageSize = 50;

const init = <Q>(query: Q, page: number) => ({
  params: { query: { ...query, skip: page * pageSize, take: pageSize } },
});

/** Members that fit, `pages` pages of them. */
export function useMemberPages(query: MembersQuery, pages: number) {
  return useQueries({
    queries: Array.from({ length: pages }, (_, page) => ({
      queryKey: readKey("/api/members", init(query, page)),
      queryFn: () => send("get", "/api/members", init(query, page)),
      placeholderData: keepPreviousData,
    })),
    combine: (answers) => ({
      total: answers[0]?.data?.total,
      members: answers[0]?.data && answers.flatMap(({ data }) => data?.members ?? []),
      pending: answers.some(({ isFetching }) => isFetching),
      problem: answers.find(({ error }) => error)?.error as Problem | undefined,
    }),
  });
}

/** One opened branch: whose people (0: those at the top) and how many pages of them. */
export type Opened = { of: number; pages: number };

/** What is known of a branch's people: undefined while the first page is on its way. */
export type Branch = { total: number; people: ChartNode[]; pending: boolean };

/** The people of every opened branch. */
export function useBranches(opened: readonly Opened[], query: ChartQuery) {
  const asked = opened.flatMap(({ of, pages }) =>
    Array.from({ length: pages }, (_, page) => ({ of, page })),
  );
  return useQueries({
    queries: asked.map(({ of, page }) => {
      const given = init(of === 0 ? query : { ...query, of }, page);
      return {
        queryKey: readKey("/api/chart", given),
        queryFn: () => send("get", "/api/chart", given),
        placeholderData: keepPreviousData,
      };
    }),
    combine: (answers) => {
      const branches = new Map<number, Branch>();
      answers.forEach(({ data, isFetching }, index) => {
        const of = asked[index]?.of ?? 0;
        if (!data) return;
        const known = branches.get(of);
        branches.set(of, {
          total: data.total,
          people: [...(known?.people ?? []), ...data.people],
          pending: isFetching || (known?.pending ?? false),
        });
      });
      const problem = answers.find(({ error }) => error)?.error as Problem | undefined;
      return { branches, problem };
    },
  });
}
