import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { problemIn } from './client.js';
import { endSession } from '../session/session.js';

/** Refusals that pass by themselves: nothing answered, or a service is away for a moment. */
const passing: ReadonlySet<string> = new Set(['unreachable', 'unavailable', 'too-busy']);

/** The cache of what the API said. When the API no longer knows the session, the console goes back to the sign-in page. */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown): void => {
    if (problemIn(error).code === 'unauthenticated') endSession(client);
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 5_000, retry: (count, error) => count < 2 && passing.has(problemIn(error).code) },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
