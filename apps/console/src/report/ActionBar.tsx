import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { failingGuard, guardSentences, transitionFor, type GuardFacts, type PersonAction } from '@gouji/domain/approval';
import type { Message } from '@gouji/domain/report';
import { App, Button, Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { actOn, type ReportView, type Timeline } from '../api/reports.js';
import { useLanguage } from '../language/language.js';
import { useAccount } from '../session/session.js';
import { ProblemAlert } from '../shell/ProblemAlert.js';
import { shellTexts } from '../shell/shellTexts.js';
import { useProblemMessage } from '../shell/useProblemMessage.js';
import { reportKey, timelineKey, timelineQuery } from './queries.js';
import { actionDone, actionNames, actionQuestions, reportTexts } from './reportTexts.js';

/** The steps that take a report forward; the others take it back. */
const forward: ReadonlySet<PersonAction> = new Set(['submit', 'approve', 'sign']);

/** What may be done with the report now. Whoever may not act sees why, beside the button. */
export function ActionBar({ report, hasDraft }: { report: ReportView; hasDraft: boolean }): ReactNode {
  const { say } = useLanguage();
  const { message } = App.useApp();
  const tell = useProblemMessage();
  const client = useQueryClient();
  const account = useAccount();
  const timeline = useQuery(timelineQuery(report.id));
  const [asking, setAsking] = useState<PersonAction | null>(null);
  const acting = useMutation({
    mutationFn: ({ action, reason }: { action: PersonAction; reason: string }) => actOn(report.id, action, reason),
    onSuccess: (_, { action }) => {
      setAsking(null);
      void message.success(say(actionDone[action]));
    },
    onError: (error, { action }) => {
      // A dialog shows its own refusal; an action taken at once has no other place for it.
      if (actionQuestions[action] === undefined) tell(error);
    },
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: reportKey(report.id) }), client.invalidateQueries({ queryKey: timelineKey(report.id) }), client.invalidateQueries({ queryKey: ['reports'] })]),
  });
  const offered = report.actions.map(({ action, allowed, why }) => {
    const reason: Message | null = !allowed ? why : hasDraft && (action === 'submit') ? reportTexts.saveFirst : missing(report, action, account.id, timeline.data);
    return { action, allowed: reason === null && allowed, why: reason };
  });
  if (offered.length === 0) return null;
  const sentences = [...new Set(offered.flatMap(({ why }) => (why ? [say(why)] : [])))];
  return (
    <div className="actions">
      <div className="action-buttons">
        {offered.map(({ action, allowed, why }) => (
          <Button key={action} type={forward.has(action) ? 'primary' : 'default'} danger={action === 'withdraw'} disabled={!allowed} data-action={action} aria-describedby={why ? 'action-sentences' : undefined}
            loading={acting.isPending && acting.variables.action === action} onClick={() => (actionQuestions[action] === undefined ? acting.mutate({ action, reason: '' }) : setAsking(action))}>
            {say(actionNames[action])}
          </Button>
        ))}
      </div>
      {sentences.length > 0 && <ul id="action-sentences" className="action-sentences quiet small">{sentences.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
      {asking !== null && <AskFirst action={asking} error={acting.isError && acting.variables.action === asking ? acting.error : null} isPending={acting.isPending} onCancel={() => { setAsking(null); acting.reset(); }} onGo={(reason) => acting.mutate({ action: asking, reason })} />}
    </div>
  );
}

/**
 * What still stands in the way, by the domain's own guards. Who acted on this revision is on the timeline; until it has
 * been loaded the server alone judges that.
 */
function missing(report: ReportView, action: PersonAction, actor: string, timeline: Timeline | undefined): Message | null {
  const transition = transitionFor(report.state, action);
  if (!transition) return null;
  const actorsOf = (...actions: string[]): string[] => timeline?.items.flatMap((item) => (item.revision === report.revision && item.actor !== null && actions.includes(item.action) ? [item.actor] : [])) ?? [];
  const facts: GuardFacts = {
    actor,
    // Asked for in the dialog.
    reason: 'asked for',
    blocking: report.findings.filter((finding) => finding.severity === 'blocking').length,
    unexplained: report.findings.filter((finding) => finding.severity === 'explain' && !(finding.fingerprint in report.explanations)).length,
    editors: actorsOf('upload', 'edit', 'explain', 'submit'),
    reviewers: actorsOf('approve'),
  };
  const guard = failingGuard(transition, facts);
  return guard === null ? null : guardSentences[guard];
}

function AskFirst({ action, error, isPending, onGo, onCancel }: { action: PersonAction; error: unknown; isPending: boolean; onGo: (reason: string) => void; onCancel: () => void }): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<{ reason?: string }>();
  const question = actionQuestions[action];
  const needsReason = action !== 'sign';
  return (
    <Modal open title={say(actionNames[action])} okText={say(actionNames[action])} cancelText={say(shellTexts.cancel)} okButtonProps={{ danger: action === 'withdraw', loading: isPending }} onOk={form.submit} onCancel={onCancel}>
      {question && <p>{say(question)}</p>}
      <Form form={form} layout="vertical" onFinish={({ reason }) => onGo(reason ?? '')}>
        {needsReason && (
          <Form.Item name="reason" label={say(reportTexts.reason)} rules={[{ required: true, whitespace: true, message: say(reportTexts.reasonNeeded) }]}>
            <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2_000} />
          </Form.Item>
        )}
      </Form>
      {error !== null && <ProblemAlert error={error} />}
    </Modal>
  );
}
