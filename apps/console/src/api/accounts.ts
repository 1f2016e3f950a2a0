import { heldRoles } from '@gouji/domain/permissions';
import { z } from 'zod';
import { callApi } from './client.js';

const accountSchema = z.object({
  id: z.string(), username: z.string(), name: z.string(),
  roles: z.array(z.object({ bodyId: z.string(), role: z.enum(heldRoles), body: z.string() })),
});
/** The person who is signed in, with the roles held and for which bodies. */
export type Account = z.infer<typeof accountSchema>;

export function currentAccount(): Promise<Account> {
  return callApi(accountSchema, '/api/sessions/current');
}

export async function signIn(username: string, password: string): Promise<Account> {
  return (await callApi(z.object({ account: accountSchema }), '/api/sessions', { method: 'POST', json: { username, password } })).account;
}

export async function signOut(): Promise<void> {
  await callApi(z.null(), '/api/sessions/current', { method: 'DELETE' });
}
