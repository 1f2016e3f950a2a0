import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Empty, Skeleton } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { listReports, type ReportSummary } from '../api/reports.js';
import { useLanguage } from '../language/language.js';
import { useAccount } from '../session/session.js';
import { ProblemAlert } from '../shell/ProblemAlert.js';
import { shellTexts } from '../shell/shellTexts.js';
import { FindingCounts } from './FindingCounts.js';
import { ReportFilters, isFiltered, useListFilter } from './ReportFilters.js';
import { StateTag } from './StateTag.js';
import { UploadPanel } from './UploadPanel.js';
import { listTexts, revisionName, shownCount, yearName } from './listTexts.js';

/** While one page is shown, the list keeps itself fresh; further pages are looked at again when the window is. */
const REFRESH_MS = 15_000;

export function ReportsPage(): ReactNode {
  const { say } = useLanguage();
  const account = useAccount();
  const [filter, setFilter] = useListFilter();
  const editsFor = account.roles.filter((held) => held.role === 'editor').map(({ bodyId, body }) => ({ id: bodyId, name: body }));
  const list = useInfiniteQuery({
    queryKey: ['reports', filter],
    queryFn: ({ pageParam, signal }) => listReports(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : REFRESH_MS),
  });
  useEffect(() => {
    document.title = `${say(listTexts.title)} · ${say(shellTexts.product)}`;
  }, [say]);
  const reports = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      {editsFor.length > 0 && <UploadPanel bodies={editsFor} />}
      <section className="sheet" aria-labelledby="list-title">
        <div className="sheet-head">
          <h1 id="list-title">{say(listTexts.title)}</h1>
          {list.data && <span className="quiet" role="status">{say(shownCount(reports.length, list.hasNextPage))}</span>}
        </div>
        <ReportFilters filter={filter} onChange={setFilter} roles={account.roles} />
        {list.isError && <ProblemAlert error={list.error} action={<Button size="small" onClick={() => void list.refetch()}>{say(shellTexts.retry)}</Button>} />}
        {list.isPending && <Skeleton active paragraph={{ rows: 6 }} title={false} />}
        {list.data && (reports.length === 0
          ? <NoReports filtered={isFiltered(filter)} editor={editsFor.length > 0} onClear={() => setFilter({ state: null, year: null, agency: '' })} />
          : <ReportsTable reports={reports} />)}
        {list.hasNextPage && <div className="load-more"><Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{say(listTexts.more)}</Button></div>}
      </section>
    </div>
  );
}

/** A plain table: the server sorts and pages, and the library's Table would bring menus, trees and a pager that nothing here uses. */
function ReportsTable({ reports }: { reports: readonly ReportSummary[] }): ReactNode {
  const { say, time } = useLanguage();
  const navigate = useNavigate();
  return (
    <table className="reports-table">
      <thead>
        <tr>
          {[listTexts.body, listTexts.year, listTexts.state, listTexts.findings].map((title) => <th key={title.en} scope="col">{say(title)}</th>)}
          {[listTexts.revision, listTexts.updated].map((title) => <th key={title.en} scope="col" className="roomy-only">{say(title)}</th>)}
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <tr key={report.id} data-report={report.id} onClick={() => void navigate(`/reports/${report.id}`)}>
            <td className="reports-body"><Link to={`/reports/${report.id}`} onClick={(event) => event.stopPropagation()}>{report.body.name}</Link></td>
            <td>{say(report.year === null ? listTexts.yearUnknown : yearName(report.year))}</td>
            <td><StateTag state={report.state} /></td>
            <td>{report.state === 'received' || report.state === 'unreadable' ? '—' : <FindingCounts counts={report.findings} />}</td>
            <td className="roomy-only">{say(revisionName(report.revision))}</td>
            <td className="roomy-only"><time dateTime={report.updatedAt}>{time(report.updatedAt)}</time></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function NoReports({ filtered, editor, onClear }: { filtered: boolean; editor: boolean; onClear: () => void }): ReactNode {
  const { say } = useLanguage();
  const [title, hint] = filtered
    ? [listTexts.emptyFiltered, listTexts.emptyFilteredHint]
    : editor ? [listTexts.emptyEditor, listTexts.emptyEditorHint] : [listTexts.emptyOther, listTexts.emptyOtherHint];
  return (
    <Empty className="no-reports" image={Empty.PRESENTED_IMAGE_SIMPLE} description={<><strong>{say(title)}</strong><p>{say(hint)}</p></>}>
      {filtered && <Button onClick={onClear}>{say(listTexts.clearFilters)}</Button>}
    </Empty>
  );
}
