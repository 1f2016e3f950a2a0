import type { Message } from '@gouji/domain/report';
import { createContext, useCallback, useContext, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';

export type Language = 'zh' | 'en';

const REMEMBERED = 'gouji.language';

interface Speaker {
  readonly language: Language;
  /** The sentence in the user's language. */
  readonly say: (message: Message) => string;
  /** A moment as a person here reads it. */
  readonly time: (iso: string) => string;
  readonly switchLanguage: () => void;
}

const LanguageContext = createContext<Speaker | null>(null);

/** Chinese unless the person has chosen English on this device before. */
export function LanguageProvider({ children }: { children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(REMEMBERED) === 'en' ? 'en' : 'zh'));
  useLayoutEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const switchLanguage = useCallback(() => setLanguage((current) => {
    const next = current === 'zh' ? 'en' : 'zh';
    localStorage.setItem(REMEMBERED, next);
    return next;
  }), []);
  const speaker = useMemo<Speaker>(() => {
    const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short' });
    return { language, say: (message) => message[language], time: (iso) => format.format(new Date(iso)), switchLanguage };
  }, [language, switchLanguage]);
  return <LanguageContext value={speaker}>{children}</LanguageContext>;
}

export function useLanguage(): Speaker {
  const speaker = useContext(LanguageContext);
  if (!speaker) throw new Error('A component speaks outside of LanguageProvider.');
  return speaker;
}
