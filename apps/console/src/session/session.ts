import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query';
import { currentAccount, type Account } from '../api/accounts.js';
import { problemIn } from '../api/client.js';

/** Who is signed in. `ended`: somebody was, until the API no longer knew the session. */
export interface Session { readonly account: Account | null; readonly ended: boolean }

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Infinity,
  queryFn: async (): Promise<Session> => {
    try {
      return { account: await currentAccount(), ended: false };
    } catch (error) {
      // Not being signed in is an answer here; that the server is away is not.
      if (problemIn(error).status === 401) return { account: null, ended: false };
      throw error;
    }
  },
});

/** The account behind the session, on pages that are shown to signed-in people only. */
export function useAccount(): Account {
  const { data } = useQuery(sessionQuery);
  if (!data?.account) throw new Error('A page for signed-in people was shown to nobody.');
  return data.account;
}

export function beginSession(client: QueryClient, account: Account): void {
  // What was on screen for somebody else is not shown to this person.
  client.clear();
  client.setQueryData(sessionQuery.queryKey, { account, ended: false });
}

export function endSession(client: QueryClient): void {
  const session = client.getQueryData(sessionQuery.queryKey);
  if (session?.account) client.setQueryData(sessionQuery.queryKey, { account: null, ended: true });
}

/** After a person has signed out: nothing of theirs stays in this tab. */
export function forgetSession(client: QueryClient): void {
  sessionStorage.clear();
  client.setQueryData(sessionQuery.queryKey, { account: null, ended: false });
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
}
