import { App } from 'antd';
import { useCallback } from 'react';
import { problemIn } from '../api/client.js';
import { useLanguage } from '../language/language.js';

const SECONDS = 6;

/** Tells why something was refused where no place on the page does. That a session has ended is told by the sign-in page. */
export function useProblemMessage(): (error: unknown) => void {
  const { say } = useLanguage();
  const { message } = App.useApp();
  return useCallback((error: unknown) => {
    const problem = problemIn(error);
    if (problem.code !== 'unauthenticated') void message.error(say(problem.message), SECONDS);
  }, [message, say]);
}
