import { GlobalOutlined, LogoutOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, Navigate, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { signOut, type Account } from '../api/accounts.js';
import { useLanguage } from '../language/language.js';
import { forgetSession, sessionQuery } from '../session/session.js';
import { PageLoading } from './PageLoading.js';
import { ProblemPage } from './ProblemPage.js';
import { roleNames, shellTexts } from './shellTexts.js';
import { useProblemMessage } from './useProblemMessage.js';

/** The frame around every page for signed-in people; others are sent to the sign-in page and come back afterwards. */
export function Shell(): ReactNode {
  const location = useLocation();
  const session = useQuery(sessionQuery);
  if (session.isPending) return <PageLoading />;
  if (session.isError) return <ProblemPage error={session.error} retry={() => void session.refetch()} />;
  if (!session.data.account) {
    const search = new URLSearchParams({ from: `${location.pathname}${location.search}`, ...(session.data.ended ? { ended: '' } : {}) });
    return <Navigate to={`/sign-in?${search}`} replace />;
  }
  return (
    <>
      <Masthead account={session.data.account} />
      <main id="content" tabIndex={-1}><Outlet /></main>
      <ScrollRestoration />
    </>
  );
}

function Masthead({ account }: { account: Account }): ReactNode {
  const { say, switchLanguage } = useLanguage();
  const tell = useProblemMessage();
  const client = useQueryClient();
  const signingOut = useMutation({ mutationFn: signOut, onSuccess: () => forgetSession(client), onError: tell });
  return (
    <header className="masthead">
      <a className="skip" href="#content">{say(shellTexts.skipToContent)}</a>
      <Link to="/" className="masthead-name"><strong>{say(shellTexts.product)}</strong> <span>{say(shellTexts.subtitle)}</span></Link>
      <div className="masthead-account">
        <span className="masthead-person" title={account.roles.map((held) => `${held.body} · ${say(roleNames[held.role])}`).join('\n')}>{account.name}</span>
        <Button type="text" icon={<GlobalOutlined />} onClick={switchLanguage}>{say(shellTexts.otherLanguage)}</Button>
        <Button type="text" icon={<LogoutOutlined />} loading={signingOut.isPending} onClick={() => signingOut.mutate()} aria-label={say(shellTexts.signOut)}><span className="wide-only">{say(shellTexts.signOut)}</span></Button>
      </div>
    </header>
  );
}
