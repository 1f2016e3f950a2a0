import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Problem } from '@gouji/domain/problems';
import { useRef, useState } from 'react';
import { problemIn } from '../api/client.js';
import { watchReport } from '../api/progress.js';
import { readReport, type ReportView } from '../api/reports.js';
import { newUploadKey, uploadReport } from '../api/upload.js';

/** How a file is getting on. `id` is the report's, once it is filed. */
export type UploadStage =
  | { readonly step: 'waiting' }
  | { readonly step: 'sending'; readonly share: number }
  | { readonly step: 'reading'; readonly id: string }
  | { readonly step: 'done'; readonly id: string; readonly report: ReportView }
  | { readonly step: 'refused'; readonly problem: Problem };

export interface UploadItem { readonly key: string; readonly file: File; readonly bodyId: string | null; readonly stage: UploadStage }

/** Browsers allow six connections to one address over HTTP/1.1, and each file that is followed holds one. */
const AT_ONCE = 3;

/** Uploads of this visit: each is sent, then followed until it has been read and checked. */
export function useUploads(): { items: readonly UploadItem[]; add: (files: readonly File[], bodyId: string | null) => void; retry: (key: string) => void; clear: () => void } {
  const client = useQueryClient();
  const [items, setItems] = useState<readonly UploadItem[]>([]);
  const waiting = useRef<Omit<UploadItem, 'stage'>[]>([]);
  const running = useRef(0);

  const setStage = (key: string, stage: UploadStage): void => setItems((current) => current.map((item) => (item.key === key ? { ...item, stage } : item)));

  const work = async (): Promise<void> => {
    while (running.current < AT_ONCE) {
      const next = waiting.current.shift();
      if (!next) return;
      running.current += 1;
      void send(client, next, (stage) => setStage(next.key, stage)).finally(() => {
        running.current -= 1;
        void work();
      });
    }
  };

  return {
    items,
    add(files, bodyId) {
      const added = files.map((file) => ({ key: newUploadKey(), file, bodyId }));
      setItems((current) => [...added.map((item): UploadItem => ({ ...item, stage: { step: 'waiting' } })), ...current]);
      waiting.current.push(...added);
      void work();
    },
    // The same key again: what did arrive the first time is not filed twice.
    retry(key) {
      const item = items.find((candidate) => candidate.key === key);
      if (!item) return;
      setStage(key, { step: 'waiting' });
      waiting.current.push(item);
      void work();
    },
    clear: () => setItems((current) => current.filter((item) => item.stage.step !== 'done' && item.stage.step !== 'refused')),
  };
}

async function send(client: QueryClient, { file, key, bodyId }: Omit<UploadItem, 'stage'>, setStage: (stage: UploadStage) => void): Promise<void> {
  try {
    setStage({ step: 'sending', share: 0 });
    const { id } = await uploadReport(file, key, bodyId, (share) => setStage({ step: 'sending', share }));
    setStage({ step: 'reading', id });
    void client.invalidateQueries({ queryKey: ['reports'] });
    await untilChecked(id);
    const report = await client.fetchQuery({ queryKey: ['report', id], queryFn: () => readReport(id), staleTime: 0 });
    setStage({ step: 'done', id, report });
    void client.invalidateQueries({ queryKey: ['reports'] });
  } catch (error) {
    setStage({ step: 'refused', problem: problemIn(error) });
  }
}

function untilChecked(id: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = watchReport(id, ({ stage }) => {
      if (stage !== 'done') return;
      stop();
      resolve();
      // Reading the report next says why it cannot be followed.
    }, resolve);
  });
}
