import { states, stateNames, type State } from '@gouji/domain/approval';
import type { RoleAt } from '@gouji/domain/permissions';
import { forms } from '@gouji/domain/forms/catalogue';
import { Button, Input, Select } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { ListFilter } from '../api/reports.js';
import { useLanguage } from '../language/language.js';
import { listTexts, yearName } from './listTexts.js';

/** The list's filter. It lives in the page's address, so that it survives a reload and can be sent to somebody. */
export function useListFilter(): [ListFilter, (filter: ListFilter) => void] {
  const [search, setSearch] = useSearchParams();
  const filter = useMemo<ListFilter>(() => {
    const year = Number(search.get('year') ?? '');
    return { state: states.find((state) => state === search.get('state')) ?? null, year: Number.isInteger(year) && year > 0 ? year : null, agency: search.get('agency') ?? '' };
  }, [search]);
  const setFilter = (next: ListFilter): void => {
    const members: [string, string | null][] = [['state', next.state], ['year', next.year === null ? null : String(next.year)], ['agency', next.agency || null]];
    setSearch(new URLSearchParams(members.flatMap(([name, value]) => (value === null ? [] : [[name, value]]))), { replace: true });
  };
  return [filter, setFilter];
}

export function isFiltered(filter: ListFilter): boolean {
  return filter.state !== null || filter.year !== null || filter.agency !== '';
}

/** The state in which a report waits for somebody with this role. */
const awaits: Readonly<Partial<Record<RoleAt['role'], State>>> = { editor: 'editing', reviewer: 'reviewing', signer: 'signing' };

export function ReportFilters({ filter, onChange, roles }: { filter: ListFilter; onChange: (filter: ListFilter) => void; roles: readonly RoleAt[] }): ReactNode {
  const { say } = useLanguage();
  const [typed, setTyped] = useState(filter.agency);
  const mine = [...new Set(roles.flatMap((held) => awaits[held.role] ?? []))];
  const awaiting = mine.length === 1 ? mine[0] : undefined;
  return (
    <search className="filters" aria-label={say(listTexts.filters)}>
      <Select<State | ''>
        aria-label={say(listTexts.state)} value={filter.state ?? ''} onChange={(state) => onChange({ ...filter, state: state === '' ? null : state })} className="filter-state"
        options={[{ value: '', label: say(listTexts.everyState) }, ...states.map((state) => ({ value: state, label: say(stateNames[state]) }))]}
      />
      <Select<number>
        aria-label={say(listTexts.year)} value={filter.year ?? 0} onChange={(year) => onChange({ ...filter, year: year === 0 ? null : year })} className="filter-year"
        options={[{ value: 0, label: say(listTexts.everyYear) }, ...reportingYears().map((year) => ({ value: year, label: say(yearName(year)) }))]}
      />
      <Input.Search
        aria-label={say(listTexts.body)} placeholder={say(listTexts.searchBody)} allowClear className="filter-body" value={typed} maxLength={200}
        onChange={(event) => setTyped(event.target.value)} onSearch={(agency) => onChange({ ...filter, agency: agency.trim() })}
      />
      {awaiting !== undefined && <Button type={filter.state === awaiting ? 'primary' : 'default'} aria-pressed={filter.state === awaiting} onClick={() => onChange({ ...filter, state: filter.state === awaiting ? null : awaiting })}>{say(listTexts.mine)}</Button>}
      {isFiltered(filter) && <Button type="link" onClick={() => { setTyped(''); onChange({ state: null, year: null, agency: '' }); }}>{say(listTexts.clearFilters)}</Button>}
    </search>
  );
}

/** Years there is a form for and that have ended, latest first. */
function reportingYears(): number[] {
  const first = Math.min(...forms.map((form) => form.firstYear));
  const last = new Date().getFullYear() - 1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => last - index);
}
