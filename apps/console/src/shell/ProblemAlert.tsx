import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { problemIn } from '../api/client.js';
import { useLanguage } from '../language/language.js';

/** What the API refused, in the person's language: what happened and what to do next. */
export function ProblemAlert({ error, action }: { error: unknown; action?: ReactNode }): ReactNode {
  const { say } = useLanguage();
  const problem = problemIn(error);
  const details = problem.errors?.map(({ where, message }) => <li key={`${where} ${message}`}><code>{where}</code> {message}</li>);
  return <Alert role="alert" type="error" showIcon title={say(problem.message)} {...(details?.length ? { description: <ul>{details}</ul> } : {})} action={action} />;
}
