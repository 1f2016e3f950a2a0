import { renderPage } from './Page.js';

/** What a citizen sees at an address where nothing is. */
export function notFoundPage(): string {
  return renderPage({
    title: '没有找到这一页',
    description: '没有找到这一页',
    home: '/',
    children: <article><h1>没有找到这一页</h1><p>网址可能有误，或报告尚未公开。请从<a href="/">年度报告目录</a>查找。</p><p lang="en">This page does not exist. Look for the report in the <a href="/">list of reports</a>.</p></article>,
  });
}
