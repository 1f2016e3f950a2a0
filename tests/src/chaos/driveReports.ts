import type { ApiClient } from '@gouji/local/apiClient';
import { soundReport, type Office } from '../support/offices.js';

/** Whatever breaks meanwhile, a person tries again: every call is repeated until it is answered, as a browser's user would. */
async function persist<T>(work: () => Promise<T>, deadline: number): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => { setTimeout(resolve, 250); });
    }
  }
}

/** The next step of a report, by whoever takes it; `null` where the system has to move. */
function stepFor(state: string, office: Office): { client: ApiClient; action: string } | null {
  if (state === 'editing') return { client: office.editor, action: 'submit' };
  if (state === 'reviewing') return { client: office.reviewer, action: 'approve' };
  if (state === 'signing') return { client: office.signer, action: 'sign' };
  return null;
}

/** Takes one report per office from upload to publication, `abreast` at a time. Returns the offices whose report did not arrive in time. */
export async function driveReports(offices: readonly Office[], options: { abreast: number; timeoutMs: number }): Promise<{ id: string | null; office: Office }[]> {
  const deadline = Date.now() + options.timeoutMs;
  const waiting = [...offices.entries()];
  const late: { id: string | null; office: Office }[] = [];
  const person = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, office] = next;
      let id: string | null = null;
      try {
        const bytes = await soundReport(`第${index}街道办事处`);
        id = (await persist(() => office.editor.upload('报告.txt', bytes, `file-${office.code}`), deadline)).id;
        if (!(await arrive(office, id, deadline))) late.push({ id, office });
      } catch {
        late.push({ id, office });
      }
    }
  };
  await Promise.all(Array.from({ length: options.abreast }, person));
  return late;
}

async function arrive(office: Office, id: string, deadline: number): Promise<boolean> {
  while (Date.now() < deadline) {
    const { state } = await persist(() => office.editor.report(id), deadline);
    if (state === 'published') return true;
    const step = stepFor(state, office);
    // An answer may be lost after the step was taken: the next look at the state tells.
    if (step) await step.client.act(id, step.action).catch(() => undefined);
    await new Promise((resolve) => { setTimeout(resolve, step ? 20 : 150); });
  }
  return false;
}
