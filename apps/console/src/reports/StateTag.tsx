import { stateNames, type State } from '@gouji/domain/approval';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/language.js';

const colours: Readonly<Record<State, string>> = {
  received: 'default', unreadable: 'error', editing: 'processing', reviewing: 'purple', signing: 'warning', signed: 'cyan', published: 'success', withdrawn: 'default',
};

export function StateTag({ state }: { state: State }): ReactNode {
  const { say } = useLanguage();
  return <Tag color={colours[state]} data-state={state}>{say(stateNames[state])}</Tag>;
}
