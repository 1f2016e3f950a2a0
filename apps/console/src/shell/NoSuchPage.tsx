import { Empty } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useLanguage } from '../language/language.js';
import { shellTexts } from './shellTexts.js';

export function NoSuchPage(): ReactNode {
  const { say } = useLanguage();
  return (
    <div className="page narrow">
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<><h1 className="empty-title">{say(shellTexts.noSuchPage)}</h1><p>{say(shellTexts.noSuchPageHint)}</p></>}>
        <Link to="/">{say(shellTexts.backToReports)}</Link>
      </Empty>
    </div>
  );
}
