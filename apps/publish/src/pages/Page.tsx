import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** A whole public page: valid HTML, no scripts, one stylesheet. */
export function renderPage(page: { title: string; description: string; home: string; children: ReactNode }): string {
  return `<!doctype html>${renderToStaticMarkup(
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{page.title}</title>
        <meta name="description" content={page.description} />
        <link rel="stylesheet" href={`${page.home}assets/site.css`} />
      </head>
      <body>
        <header><a href={page.home}>政府信息公开工作年度报告</a></header>
        <main>{page.children}</main>
        <footer>本页数据由勾稽系统核对后公开。</footer>
      </body>
    </html>,
  )}`;
}
