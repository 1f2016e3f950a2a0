import { Spin } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/language.js';
import { shellTexts } from './shellTexts.js';

export function PageLoading(): ReactNode {
  const { say } = useLanguage();
  return <div className="page-loading" role="status" aria-label={say(shellTexts.loading)}><Spin size="large" delay={200} /></div>;
}
