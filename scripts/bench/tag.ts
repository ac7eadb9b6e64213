import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import type { EvidenceSpan } from '../../src/domain/codebook.ts';
import type { RecordText } from '../../src/domain/recordText.ts';
import { libraryFile, protocolDir, rootDir } from '../../src/paths.ts';
import { type Comparison, type Evaluation, evaluate, type Label } from '../../src/tagging/evaluation.ts';
import { loadRuleSet } from '../../src/tagging/ruleSet.ts';
import { createTagger, type TaggedRecord, type Tagger } from '../../src/tagging/tagger.ts';
import { type GoldRecord, type Language, readHeldOut, readLibrary } from './tagGold.ts';

interface Measured {
  record: GoldRecord;
  tagged: TaggedRecord;
}

const corePredictors = [
  'herniation-size',
  'herniation-type',
  'herniation-composition',
  'rim-enhancement',
  'pll-involvement',
];

function textsOf(record: GoldRecord, language: Language): RecordText[] {
  const summary: RecordText = { field: `summary.${language}`, language, text: record.summary[language] };
  if (language === 'en') return [{ field: 'title', language: 'en', text: record.title }, summary];
  const title =
    record.vernacularTitle && /\p{Script=Han}/u.test(record.vernacularTitle) ? record.vernacularTitle : record.title;
  return [{ field: 'title', language: 'zh', text: title }, summary];
}

function goldSpans(texts: readonly RecordText[], quoted: string | null | undefined): EvidenceSpan[] {
  if (!quoted) return [];
  return texts.flatMap(({ field, text }) => {
    const start = text.indexOf(quoted);
    return start < 0 ? [] : [{ field, start, end: start + quoted.length, text: quoted }];
  });
}

function compare(kind: 'mechanism' | 'predictor', measured: readonly Measured[], language: Language): Comparison[] {
  return measured.map(({ record, tagged }) => {
    const texts = textsOf(record, language);
    const labels = kind === 'mechanism' ? record.curation.mechanisms : record.curation.predictors;
    return {
      gold: labels.map((label) => ({
        id: label.id,
        stance: label.stance ?? label.direction ?? '',
        evidence: goldSpans(texts, language === 'en' ? label.evidence : label.evidenceZh),
      })),
      found: tagged.annotations
        .filter((annotation) => annotation.kind === kind)
        .map(
          (annotation): Label => ({
            id: annotation.value,
            stance: annotation.stance ?? '',
            evidence: annotation.evidence,
          }),
        ),
    };
  });
}

const percent = (value: number): string => value.toFixed(3);

function lines(name: string, evaluation: Evaluation): string[] {
  const out = [
    `${name}: micro F1 ${percent(evaluation.micro.f1)} (P ${percent(evaluation.micro.precision)}, R ${percent(evaluation.micro.recall)}), macro F1 ${percent(evaluation.macroF1)}, ` +
      `kappa ${percent(evaluation.kappa)}; with stance F1 ${percent(evaluation.microWithStance.f1)}, kappa ${percent(evaluation.kappaWithStance)}; ` +
      `evidence overlap ${evaluation.evidenceOverlap === null ? '-' : percent(evaluation.evidenceOverlap)}`,
  ];
  for (const [label, scores] of evaluation.perLabel) {
    if (scores.both + scores.added + scores.missed === 0) continue;
    out.push(
      `  ${label.padEnd(30)} F1 ${percent(scores.f1)}  P ${percent(scores.precision)}  R ${percent(scores.recall)}  (both ${scores.both}, added ${scores.added}, missed ${scores.missed})`,
    );
  }
  return out;
}

function accuracy(measured: readonly Measured[], isRight: (entry: Measured) => boolean | null): string {
  const judged = measured.map(isRight).filter((verdict) => verdict !== null);
  const right = judged.filter(Boolean).length;
  return `${right}/${judged.length} (${percent(judged.length > 0 ? right / judged.length : 1)})`;
}

function decided(tagged: TaggedRecord, kind: string): string | undefined {
  return tagged.annotations.find((annotation) => annotation.kind === kind)?.value;
}

function errors(measured: readonly Measured[], language: Language): string[] {
  const out: string[] = [];
  for (const kind of ['mechanism', 'predictor'] as const) {
    const comparisons = compare(kind, measured, language);
    measured.forEach(({ record, tagged }, index) => {
      const { gold = [], found = [] } = comparisons[index] ?? {};
      for (const label of found) {
        const wanted = gold.find((candidate) => candidate.id === label.id);
        const annotation = tagged.annotations.find(
          (candidate) => candidate.kind === kind && candidate.value === label.id,
        );
        if (!wanted)
          out.push(
            `ADDED ${record.key} ${label.id} ${label.stance} ${annotation?.score} | ${annotation?.basis} | ${label.evidence[0]?.text}`,
          );
        else if (wanted.stance !== label.stance) {
          out.push(
            `STANCE ${record.key} ${label.id} gold ${wanted.stance} got ${label.stance} | ${annotation?.basis} | ${label.evidence[0]?.text} | gold: ${wanted.evidence[0]?.text}`,
          );
        } else if (
          wanted.evidence.length > 0 &&
          !label.evidence.some((span) =>
            wanted.evidence.some(
              (other) => span.field === other.field && span.start < other.end && span.end > other.start,
            ),
          )
        ) {
          out.push(
            `EVIDENCE ${record.key} ${label.id} | got: ${label.evidence.map((span) => span.text).join(' // ')} | gold: ${wanted.evidence[0]?.text}`,
          );
        }
      }
      for (const wanted of gold) {
        if (!found.some((label) => label.id === wanted.id))
          out.push(`MISSED ${record.key} ${wanted.id} ${wanted.stance} | ${wanted.evidence[0]?.text}`);
      }
    });
  }
  for (const { record, tagged } of measured) {
    const design = decided(tagged, 'design');
    if (design !== record.curation.design) {
      out.push(
        `DESIGN ${record.key} gold ${record.curation.design} got ${design} | ${tagged.annotations.find((a) => a.kind === 'design')?.basis}`,
      );
    }
    const species = decided(tagged, 'species');
    if (species !== record.curation.species)
      out.push(`SPECIES ${record.key} gold ${record.curation.species} got ${species}`);
    const { n } = record.curation.sample;
    if (n !== null && tagged.sample?.n !== n)
      out.push(`SAMPLE ${record.key} gold ${n} got ${tagged.sample?.n} | ${tagged.sample?.evidence.text}`);
    const months = record.curation.followUpMonths;
    if (months !== null && Math.abs((tagged.followUp?.months ?? -99) - months) > 0.6) {
      out.push(`FOLLOWUP ${record.key} gold ${months} got ${tagged.followUp?.months} | ${tagged.followUp?.text}`);
    }
  }
  return out;
}

/** Records a second of processor time: the best of several rounds, which other work on the machine disturbs least. */
function speed(tagger: Tagger, records: readonly GoldRecord[]): number {
  const texts = records.map((record) => textsOf(record, 'en'));
  for (let round = 0; round < 2; round++) for (const text of texts) tagger.tag(text);
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 20; round++) {
    const before = process.cpuUsage();
    for (const text of texts) tagger.tag(text);
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, user + system);
  }
  return (1e6 * texts.length) / best;
}

interface DiscLabels {
  mechanisms: { id: string; mechanism: string; stance: string }[];
  designs: Record<string, string>;
  species: Record<string, string>;
}

/** The real abstracts on herniated discs and sciatica, where they and their labels are at hand. */
function discReport(tagger: Tagger): string {
  const file = join(rootDir, '..', 'shared', 'data', 'disc', 'disc_abstracts.csv');
  if (!existsSync(file)) return 'real abstracts: ../shared/data/disc is not at hand';
  const labels = parseYaml(
    readFileSync(join(rootDir, 'test', 'fixtures', 'tagging', 'disc-labels.yaml'), 'utf8'),
  ) as DiscLabels;
  const rows: { pmid: string; other_id: string; title: string; abstract: string }[] = parseCsv(
    readFileSync(file, 'utf8'),
    {
      columns: true,
    },
  );
  let both = 0;
  let added = 0;
  let designs = 0;
  let species = 0;
  for (const { pmid, other_id, title, abstract } of rows) {
    const id = pmid || other_id;
    const tagged = tagger.tag([
      { field: 'title', language: 'en', text: title },
      { field: 'abstract', language: 'en', text: abstract },
    ]);
    for (const { kind, value, stance } of tagged.annotations) {
      if (kind !== 'mechanism') continue;
      const isWanted = labels.mechanisms.some(
        (label) => label.id === id && label.mechanism === value && label.stance === stance,
      );
      if (isWanted) both++;
      else added++;
    }
    if (decided(tagged, 'design') === labels.designs[id]) designs++;
    if (decided(tagged, 'species') === (labels.species[id] ?? 'human')) species++;
  }
  return (
    `real abstracts (${rows.length}): mechanisms with stance ${both} of ${labels.mechanisms.length} found, ${added} added; ` +
    `design ${designs}/${Object.keys(labels.designs).length}, species ${species}/${rows.length}`
  );
}

function report(tagger: Tagger, records: readonly GoldRecord[], language: Language, showErrors: boolean): string[] {
  const measured = records.map((record) => ({
    record,
    tagged: tagger.tag(textsOf(record, language), { publicationTypes: record.publicationTypes }),
  }));
  const mechanisms = loadRuleSet(join(protocolDir, 'rules')).mechanisms.mechanisms.map((mechanism) => mechanism.id);
  return [
    ...lines('mechanisms', evaluate(compare('mechanism', measured, language), mechanisms)),
    ...lines('founding predictors', evaluate(compare('predictor', measured, language), corePredictors)),
    ...lines(
      'all predictors',
      evaluate(compare('predictor', measured, language), [
        ...new Set(measured.flatMap(({ record }) => record.curation.predictors.map((label) => label.id))),
      ]),
    ),
    `design ${accuracy(measured, ({ record, tagged }) => decided(tagged, 'design') === record.curation.design)}, ` +
      `species ${accuracy(measured, ({ record, tagged }) => decided(tagged, 'species') === record.curation.species)}, ` +
      `sample ${accuracy(measured, ({ record, tagged }) => (record.curation.sample.n === null ? null : (tagged.sample?.n ?? 0) === record.curation.sample.n))}, ` +
      `follow-up ${accuracy(measured, ({ record, tagged }) => (record.curation.followUpMonths === null ? null : Math.abs((tagged.followUp?.months ?? -99) - record.curation.followUpMonths) <= 0.6))}`,
    ...(showErrors ? errors(measured, language) : []),
  ];
}

function main(): void {
  const program = new Command('bench:tag')
    .description('Measures the tagger against the labels of the library and of the made-up records.')
    .option('--library <file>', 'records with labels, one JSON object a line')
    .option('--errors', 'list the errors')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .parse();
  const options = program.opts<{ library?: string; errors?: boolean }>();
  const shared = join(rootDir, '..', 'shared', 'library', 'records.jsonl');
  const file = options.library ?? (existsSync(libraryFile) ? libraryFile : shared);
  if (!existsSync(file)) {
    process.stderr.write(`There are no labelled records at ${file}; name the file with --library.\n`);
    process.exitCode = 1;
    return;
  }
  const records = readLibrary(file);
  const fixtures = join(rootDir, 'test', 'fixtures', 'tagging');
  const batches = readdirSync(fixtures).filter((name) => /^(heldout|unseen-\d+)\.yaml$/.test(name));
  const tagger = createTagger(loadRuleSet(join(protocolDir, 'rules')));
  for (const language of ['en', 'zh'] as const) {
    for (const [part, chosen] of [
      ['library', records],
      ...batches.map((name) => [name, readHeldOut(join(fixtures, name), language)] as const),
    ] as const) {
      process.stdout.write(
        `\n== ${part}, ${language}, ${chosen.length} records ==\n${report(tagger, chosen, language, options.errors === true).join('\n')}\n`,
      );
    }
  }
  process.stdout.write(
    `\n${discReport(tagger)}\nspeed: ${Math.round(speed(tagger, records))} records a second of processor time (title and English summary)\n`,
  );
}

main();
