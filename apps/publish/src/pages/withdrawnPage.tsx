import { renderPage } from './Page.js';

/** What stands where a withdrawn report stood. */
export function withdrawnPage(body: string, year: number): string {
  return renderPage({
    title: `已撤下：${body}${year}年度报告`,
    description: `${body}${year}年度政府信息公开工作年度报告已撤下`,
    home: '../../../',
    children: <article><h1>{body}{year}年度政府信息公开工作年度报告</h1><p>本报告已由发布机构撤下。</p></article>,
  });
}
