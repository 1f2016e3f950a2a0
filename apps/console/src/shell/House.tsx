import { App, ConfigProvider, type ThemeConfig } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/language.js';

/** Deep red belongs to the masthead, as on the public site; red elsewhere means that something must be corrected, so what one presses is blue. */
const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0b57a4', colorLink: '#0b57a4', colorInfo: '#0b57a4', colorError: '#c0271d', colorWarning: '#ad5700', colorSuccess: '#2c7a3f',
    colorText: '#1f2329', colorTextSecondary: '#50565f', colorTextTertiary: '#646a73', colorTextPlaceholder: '#6f757e', colorBgLayout: '#f5f6f7', colorBorder: '#c4c8ce',
    borderRadius: 4, fontSize: 15, wireframe: false,
    fontFamily: 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif',
  },
};

/** The house style, in the person's language. */
export function House({ children }: { children: ReactNode }): ReactNode {
  const { language } = useLanguage();
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
      <App className="house" message={{ maxCount: 2 }}>{children}</App>
    </ConfigProvider>
  );
}
