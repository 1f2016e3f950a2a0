import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useLanguage } from '../language/language.js';
import { ProblemAlert } from '../shell/ProblemAlert.js';
import { shellTexts } from '../shell/shellTexts.js';
import { reportTexts } from './reportTexts.js';

/** Where an explanation is typed, in its place. What was typed stays when saving fails. */
export function ExplanationForm({ initial, onSave, onCancel }: { initial: string; onSave: (text: string) => Promise<void>; onCancel: () => void }): ReactNode {
  const { say } = useLanguage();
  const [text, setText] = useState(initial);
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = async (): Promise<void> => {
    setSaving(true);
    setError(null);
    try {
      await onSave(text.trim());
    } catch (failure) {
      setError(failure);
    } finally {
      setSaving(false);
    }
  };
  return (
    <form className="explanation-form" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <Input.TextArea aria-label={say(reportTexts.explainTitle)} placeholder={say(reportTexts.explainPlaceholder)} autoFocus autoSize={{ minRows: 2, maxRows: 8 }} maxLength={5_000} value={text} onChange={(event) => setText(event.target.value)} />
      {error !== null && <ProblemAlert error={error} />}
      <div className="finding-actions">
        <Button size="small" type="primary" htmlType="submit" loading={isSaving} disabled={text.trim() === ''}>{say(reportTexts.saveExplanation)}</Button>
        <Button size="small" onClick={onCancel}>{say(shellTexts.cancel)}</Button>
      </div>
    </form>
  );
}
