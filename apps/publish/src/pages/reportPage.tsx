import { formById } from '@gouji/domain/forms/catalogue';
import type { ReactNode } from 'react';
import type { Publication } from '../site/publication.js';
import { FormTable } from './FormTable.js';
import { renderPage } from './Page.js';

const numerals = ['一', '二', '三', '四', '五', '六'];
const HOME = '../../../';

/** The page of one report: its particulars, the six sections, the tables as the form prints them. */
export function reportPage(publication: Publication): string {
  const { report, body, year } = publication;
  return renderPage({
    title: `${report.title}_${body.name}`,
    description: `${body.name}${year}年度政府信息公开工作年度报告`,
    home: HOME,
    children: (
      <article>
        <h1>{report.title}</h1>
        <dl className="particulars">
          <div><dt>发布机构</dt><dd>{body.name}</dd></div>
          <div><dt>报告年度</dt><dd>{year}</dd></div>
          <div><dt>签发日期</dt><dd><time dateTime={publication.signedAt}>{dayInBeijing(publication.signedAt)}</time></dd></div>
          <div><dt>效力状态</dt><dd>有效</dd></div>
          <div><dt>数据</dt><dd><a href="report.json">JSON</a></dd></div>
        </dl>
        {report.preamble.map((paragraph, index) => <p key={index}>{paragraph.text}</p>)}
        {formById(publication.form).sections.map((section) => <SectionText key={section.number} number={section.number} publication={publication} />)}
      </article>
    ),
  });
}

function SectionText({ number, publication }: { number: number; publication: Publication }): ReactNode {
  const form = formById(publication.form);
  const printed = form.sections.find((section) => section.number === number)?.title.text ?? '';
  const section = publication.report.sections.find((candidate) => candidate.number === number);
  return (
    <section>
      <h2>{section?.title ?? `${numerals[number - 1]}、${printed}`}</h2>
      {section?.paragraphs.map((paragraph, index) => <p key={index}>{paragraph.text}</p>)}
      {form.tables.filter((table) => table.section === number).map((table) => <FormTable key={table.key} table={table} facts={publication.report.facts} />)}
    </section>
  );
}

/** The calendar day in Beijing, where reports are signed: 2022年2月17日. */
function dayInBeijing(utc: string): string {
  return new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'Asia/Shanghai' }).format(new Date(utc));
}
