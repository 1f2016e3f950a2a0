import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/language.js';
import { shellTexts } from './shellTexts.js';

/** A bug, or a page of an older build that is no longer there: reloading brings the current one. */
export function PageFailed(): ReactNode {
  const { say } = useLanguage();
  return (
    <div className="page narrow">
      <Alert type="error" showIcon role="alert" title={say(shellTexts.pageFailed)} description={say(shellTexts.pageFailedHint)} action={<Button onClick={() => window.location.reload()}>{say(shellTexts.reload)}</Button>} />
    </div>
  );
}
