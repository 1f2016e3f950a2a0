import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Message } from '@gouji/domain/report';
import { App } from 'antd';
import { useCallback, useState, type Dispatch, type SetStateAction } from 'react';
import { problemIn } from '../api/client.js';
import { correctFacts, explainFinding, type ReportView } from '../api/reports.js';
import { useLanguage } from '../language/language.js';
import { useProblemMessage } from '../shell/useProblemMessage.js';
import { useDraft, type Draft } from './draft.js';
import { valuesOf } from './figures.js';
import { reportKey, timelineKey } from './queries.js';
import { reportTexts } from './reportTexts.js';

/** What is being looked at: cells, with the finding they belong to if there is one, and where they were chosen. */
export interface Selection { readonly cells: readonly string[]; readonly finding: string | null; readonly from: 'finding' | 'cell' | 'source' }

/** Everything an editor does on a report, for the parts of the page. */
export interface Desk {
  readonly editable: boolean;
  readonly draft: Draft;
  readonly selection: Selection | null;
  readonly select: Dispatch<SetStateAction<Selection | null>>;
  readonly isSaving: boolean;
  /** Saves what was typed as one correction. */
  readonly save: (reason: string) => void;
  /** Saves these values at once as one correction; what is being typed elsewhere stays as it is. */
  readonly apply: (values: Readonly<Record<string, number>>, reason: Message) => void;
  /** @throws ProblemError */
  readonly explain: (fingerprints: readonly string[], text: string) => Promise<void>;
  /** The comparison with the newer revision is open. */
  readonly isComparing: boolean;
  readonly compare: (open: boolean) => void;
}

export function useDesk(report: ReportView): Desk {
  const client = useQueryClient();
  const { say } = useLanguage();
  const { message } = App.useApp();
  const tell = useProblemMessage();
  const draft = useDraft(report);
  const [selection, select] = useState<Selection | null>(null);
  const [isComparing, compare] = useState(false);
  const editable = report.actions.some(({ action, allowed }) => action === 'submit' && allowed);

  const took = useCallback((newer: ReportView) => {
    client.setQueryData(reportKey(newer.id), newer);
    void client.invalidateQueries({ queryKey: timelineKey(newer.id) });
    void client.invalidateQueries({ queryKey: ['reports'] });
  }, [client]);

  const saving = useMutation({
    mutationFn: ({ values, reason }: { values: Readonly<Record<string, number | null>>; reason: string }) => correctFacts(report.id, draft.revision, values, reason),
    onSuccess: (newer, { values }) => {
      took(newer);
      draft.rebase(newer, new Set(Object.keys(draft.typed).filter((cell) => !(cell in values))));
      void message.success(say(reportTexts.saved));
    },
    onError: async (error) => {
      const problem = problemIn(error);
      if (problem.code !== 'revision-moved-on' && problem.code !== 'state-moved-on') return tell(error);
      await client.invalidateQueries({ queryKey: reportKey(report.id) });
      if (problem.code === 'revision-moved-on' && !draft.isEmpty) compare(true);
      else void message.warning(say(problem.message), 6);
    },
  });

  return {
    editable, draft, selection, select, isComparing, compare,
    isSaving: saving.isPending,
    save(reason) {
      const { values, unreadable } = valuesOf(draft.typed);
      if (unreadable.length > 0) select({ cells: unreadable, finding: null, from: 'finding' });
      else saving.mutate({ values, reason });
    },
    apply: (values, reason) => saving.mutate({ values, reason: say(reason) }),
    async explain(fingerprints, text) {
      // One after the other: each is an entry of its own on the timeline, in order.
      for (const fingerprint of fingerprints) took(await explainFinding(report.id, fingerprint, text));
      void message.success(say(reportTexts.explanationSaved));
    },
  };
}
