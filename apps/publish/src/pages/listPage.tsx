import { renderPage } from './Page.js';

export interface ListedReport { readonly path: string; readonly name: string; readonly year: number; readonly title: string }

/** A list of published reports, newest year first. */
export function listPage(heading: string, reports: readonly ListedReport[], links: readonly { href: string; text: string }[], home: string): string {
  return renderPage({
    title: heading,
    description: heading,
    home,
    children: (
      <>
        <h1>{heading}</h1>
        {links.length > 0 && <nav aria-label="年度"><ul className="years">{links.map((link) => <li key={link.href}><a href={link.href}>{link.text}</a></li>)}</ul></nav>}
        {reports.length === 0 ? <p>还没有公开的报告。</p> : (
          <ul className="reports">{reports.map((report) => <li key={report.path}><a href={`${home}${report.path}`}>{report.title}</a> <span>{report.name}　{report.year}</span></li>)}</ul>
        )}
      </>
    ),
  });
}
