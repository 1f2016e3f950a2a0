import { Button, Space } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useLanguage } from '../language/language.js';
import { ProblemAlert } from './ProblemAlert.js';
import { shellTexts } from './shellTexts.js';

/** A page that cannot be shown, with the reason and the ways on. */
export function ProblemPage({ error, retry }: { error: unknown; retry: () => void }): ReactNode {
  const { say } = useLanguage();
  return (
    <div className="page narrow">
      <ProblemAlert error={error} />
      <Space className="after-alert">
        <Button type="primary" onClick={retry}>{say(shellTexts.retry)}</Button>
        <Link to="/">{say(shellTexts.backToReports)}</Link>
      </Space>
    </div>
  );
}
