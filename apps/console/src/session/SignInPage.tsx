import { GlobalOutlined, LockOutlined, UserOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { signIn } from '../api/accounts.js';
import { useLanguage } from '../language/language.js';
import { ProblemAlert } from '../shell/ProblemAlert.js';
import { shellTexts } from '../shell/shellTexts.js';
import { beginSession, sessionQuery } from './session.js';

interface Credentials { readonly username: string; readonly password: string }

export function SignInPage(): ReactNode {
  const { say, switchLanguage } = useLanguage();
  const [search] = useSearchParams();
  const client = useQueryClient();
  const navigate = useNavigate();
  const session = useQuery(sessionQuery);
  const destination = insideConsole(search.get('from'));
  const signingIn = useMutation({
    mutationFn: ({ username, password }: Credentials) => signIn(username.trim(), password),
    onSuccess: (account) => {
      beginSession(client, account);
      void navigate(destination, { replace: true });
    },
  });
  useEffect(() => {
    document.title = `${say(shellTexts.signIn)} · ${say(shellTexts.product)}`;
  }, [say]);
  if (session.data?.account && !signingIn.isSuccess) return <Navigate to={destination} replace />;
  return (
    <main className="sign-in">
      <section className="sign-in-card" aria-labelledby="sign-in-title">
        <p className="sign-in-mark" aria-hidden>勾稽</p>
        <h1 id="sign-in-title">{say(shellTexts.signInTitle)}</h1>
        <p className="quiet">{say(shellTexts.signInLead)}</p>
        {search.has('ended') && !signingIn.isError && <Alert type="info" showIcon title={say(shellTexts.sessionEnded)} role="status" />}
        {signingIn.isError && <ProblemAlert error={signingIn.error} />}
        <Form<Credentials> layout="vertical" size="large" requiredMark={false} onFinish={(credentials) => signingIn.mutate(credentials)}>
          <Form.Item name="username" label={say(shellTexts.username)} rules={[{ required: true, whitespace: true, message: say(shellTexts.usernameNeeded) }]}>
            <Input prefix={<UserOutlined />} autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />
          </Form.Item>
          <Form.Item name="password" label={say(shellTexts.password)} rules={[{ required: true, message: say(shellTexts.passwordNeeded) }]}>
            <Input.Password prefix={<LockOutlined />} autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={signingIn.isPending}>{say(shellTexts.signIn)}</Button>
        </Form>
        <Button type="link" icon={<GlobalOutlined />} onClick={switchLanguage}>{say(shellTexts.otherLanguage)}</Button>
      </section>
    </main>
  );
}

/** Where to go after signing in: only to pages of this console. */
function insideConsole(from: string | null): string {
  return from !== null && /^\/(?!\/)/.test(from) ? from : '/';
}
