import { useQuery } from '@tanstack/react-query';
import { Alert, Spin } from 'antd';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { fetchBytes } from '../api/client.js';
import { sourceAddress, type ReportView } from '../api/reports.js';
import { useLanguage } from '../language/language.js';
import { ProblemAlert } from '../shell/ProblemAlert.js';
import { placeName } from './marks.js';
import { reportTexts } from './reportTexts.js';
import type { Desk } from './useDesk.js';

/** The document beside the tables: choosing a cell shows its line, choosing a line shows its cells. */
export function SourceView({ report, desk }: { report: ReportView; desk: Desk }): ReactNode {
  const { say } = useLanguage();
  const isText = report.source.format === 'txt';
  const source = useQuery({
    queryKey: ['source', report.id, report.source.sha256], staleTime: Infinity, enabled: isText,
    queryFn: async () => decodeSource(await fetchBytes(sourceAddress(report.id))).split(/\r\n|\r|\n|\f|\v|\u0085|\u2028|\u2029/),
  });
  const chosenPlace = desk.selection?.cells.map((cell) => report.facts[cell]?.at).find((at) => at != null) ?? report.findings.find((finding) => finding.fingerprint === desk.selection?.finding)?.at;
  if (!isText) return <Alert type="info" showIcon title={say(reportTexts.noPreview)} {...(chosenPlace ? { description: `${say(reportTexts.selectedPlace)}：${say(placeName(chosenPlace))}` } : {})} />;
  if (source.isError) return <ProblemAlert error={source.error} />;
  if (!source.data) return <Spin />;
  return <SourceLines lines={source.data} report={report} desk={desk} />;
}

function SourceLines({ lines, report, desk }: { lines: readonly string[]; report: ReportView; desk: Desk }): ReactNode {
  const { say } = useLanguage();
  const list = useRef<HTMLOListElement>(null);
  const cellsByLine = useMemo(() => {
    const byLine = new Map<number, string[]>();
    for (const [cell, { at }] of Object.entries(report.facts)) if (at && 'line' in at) byLine.set(at.line, [...(byLine.get(at.line) ?? []), cell]);
    return byLine;
  }, [report.facts]);
  const { selection } = desk;
  const chosen = useMemo(() => {
    const places = [...(selection?.cells.map((cell) => report.facts[cell]?.at) ?? []), report.findings.find((finding) => finding.fingerprint === selection?.finding)?.at];
    return new Set(places.flatMap((at) => (at && 'line' in at ? [at.line] : [])));
  }, [selection, report.facts, report.findings]);
  useEffect(() => {
    if (selection?.from === 'source') return;
    const first = Math.min(...chosen);
    const line = list.current?.children[first - 1];
    // Only the document's own pane scrolls; the table stays where the person is working.
    if (line instanceof HTMLElement && list.current) list.current.scrollTop = line.offsetTop - list.current.clientHeight / 3;
  }, [chosen, selection]);
  return (
    <>
      <p className="quiet small">{say(reportTexts.sourceHint)}</p>
      <ol className="source-lines" ref={list} tabIndex={0} aria-label={report.source.filename ?? say(reportTexts.source)}>
        {lines.map((line, index) => {
          const cells = cellsByLine.get(index + 1);
          return (
            <li key={index} className={chosen.has(index + 1) ? 'chosen' : ''}>
              {cells ? <button type="button" onClick={() => desk.select({ cells, finding: null, from: 'source' })}>{line.trim() === '' ? '␣' : line}</button> : line}
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** Text of the encodings offices use: by its byte order mark, else UTF-8 where it is valid, else GB18030. */
function decodeSource(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes.slice(0, 2));
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
