import type { RunNotes, SearchRun } from '../store/searchRuns.ts';
import { runCountsSentence } from './runCounts.ts';

const sourceNames: Record<SearchRun['source'], string> = { pubmed: 'PubMed', file: 'a file', library: 'the library' };

/** One run in one line. */
export function runLine(run: SearchRun): string {
  const what = run.fileName ?? run.query ?? sourceNames[run.source];
  const ended = run.status === 'complete' ? runCountsSentence(run) : run.status;
  const state = run.takenBackAt === null ? ended : `taken back (${ended})`;
  return `${String(run.searchRunId).padStart(4)}  ${run.startedAt.slice(0, 16).replace('T', ' ')}  ${shortened(what)}: ${state}`;
}

/** All that a review has to report of one run (PRISMA-S), a fact a line. */
export function runText(run: SearchRun, notes: RunNotes): string {
  const facts: [string, string | null][] = [
    ['run', String(run.searchRunId)],
    ['source', run.fileName ?? sourceNames[run.source]],
    ['file SHA-256', run.fileSha256],
    ['query', run.query],
    ['only since', run.since],
    ["PubMed's translation", run.queryTranslation || null],
    ['begun', run.startedAt],
    ['ended', run.finishedAt],
    ['state', run.message === null ? run.status : `${run.status}: ${run.message}`],
    ['taken back', run.takenBackAt && takenBackText(run.takenBackAt, run.stayed ?? 0)],
    ['identified', run.identified === null ? null : String(run.identified)],
    ['stored', runCountsSentence(run)],
    ['searched in', notes.slices.length > 0 ? `${notes.slices.length} ranges of PMIDs` : null],
    ['listed less counted', run.difference ? String(run.difference) : null],
    ['not given by PubMed', notes.omittedPmids.join(', ') || null],
    ['given unasked', notes.unaskedPmids.join(', ') || null],
    ['program', `Resorb ${run.programVersion}`],
  ];
  const width = Math.max(...facts.map(([name]) => name.length));
  const lines = facts.flatMap(([name, value]) => (value === null ? [] : [`${name.padEnd(width)}  ${value}`]));
  const kept = notes.warnings.length < run.warned ? `, the first ${notes.warnings.length} of them` : '';
  return [
    ...lines,
    ...section(`warnings (${run.warned}${kept})`, notes.warnings),
    ...section(
      `rejected records (${notes.rejections.length})`,
      notes.rejections.map(({ position, line, pmid, reason }) => {
        const place = line === null ? `record ${position}` : `record ${position}, line ${line}`;
        return `${pmid === null ? place : `${place}, PMID ${pmid}`}: ${reason}`;
      }),
    ),
    ...section('to cite it', [runCitation(run)]),
  ].join('\n');
}

/** The run as a methods section would tell it, in one sentence. */
export function runCitation(run: SearchRun): string {
  const day = run.startedAt.slice(0, 10);
  if (run.source !== 'pubmed') {
    return `${run.fileName ?? sourceNames[run.source]}, imported on ${day}: ${runCountsSentence(run)}.`;
  }
  const since = run.since === null ? '' : `, limited to records added or changed from ${run.since} on`;
  const found = run.identified === null ? '' : `; ${run.identified} records identified`;
  return `PubMed (National Library of Medicine, via NCBI E-utilities), searched on ${day} with: ${run.query}${since}${found}.`;
}

function takenBackText(at: string, stayed: number): string {
  return stayed === 0 ? at : `${at}; ${stayed} of its records stayed, since somebody had acted on them`;
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines.map((line) => `  ${line}`)];
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
