import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { createCommand, runCommand, UsageError } from '../src/cli/command.ts';
import type { Annotation, TagKind } from '../src/domain/codebook.ts';
import type { RecordText } from '../src/domain/recordText.ts';
import { protocolDir } from '../src/paths.ts';
import { createTagger, loadRuleSet, type TaggedRecord } from '../src/tagging/index.ts';

const inputSchema = z.looseObject({
  id: z.union([z.string(), z.number()]),
  title: z.string().nullish(),
  abstract: z.string().nullish(),
  language: z.string().nullish(),
});

interface Options {
  stdin?: boolean;
  file?: string;
  reasons?: boolean;
}

const command = createCommand(
  'tag',
  'Tags records by the rules of the protocol, without a database: JSON Lines {id,title,abstract,language?} in, JSON Lines out.',
);
command
  .option('--stdin', 'read the records from standard input')
  .option('--file <file>', 'read the records from a file')
  .option('--reasons', 'say with each tag why it was given');

await runCommand(command, async () => {
  const options = command.opts<Options>();
  if (!options.stdin && !options.file) throw new UsageError('Say where the records are: --stdin or --file <file>.');
  const tagger = createTagger(loadRuleSet(join(protocolDir, 'rules')));
  let number = 0;
  for await (const line of options.file ? readFileSync(options.file, 'utf8').split('\n') : linesOf(process.stdin)) {
    number++;
    if (line.trim() === '') continue;
    const record = readInput(line, number);
    const tagged = tagger.tag(textsOf(record));
    process.stdout.write(`${JSON.stringify({ id: record.id, ...toOutput(tagged, options.reasons === true) })}\n`);
  }
  process.stderr.write(`Tagged with ${tagger.name} ${tagger.version}.\n`);
});

function linesOf(input: NodeJS.ReadableStream): AsyncIterable<string> {
  return createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
}

function readInput(line: string, number: number): z.infer<typeof inputSchema> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new Error(`Line ${number} is not JSON; each line must be one object {id,title,abstract,language?}.`, {
      cause,
    });
  }
  const result = inputSchema.safeParse(value);
  if (result.success) return result.data;
  throw new Error(
    `Line ${number}: ${result.error.issues.map((issue) => `${issue.path.join('.') || 'record'}: ${issue.message}`).join('; ')}.`,
  );
}

function textsOf({ title, abstract, language }: z.infer<typeof inputSchema>): RecordText[] {
  const texts: RecordText[] = [];
  if (title) texts.push({ field: 'title', language: language ?? 'en', text: title });
  if (abstract) texts.push({ field: 'abstract', language: language ?? 'en', text: abstract });
  return texts;
}

function toOutput(tagged: TaggedRecord, withReasons: boolean): Record<string, unknown> {
  const of = (kind: TagKind): Annotation[] => tagged.annotations.filter((annotation) => annotation.kind === kind);
  const tag = ({ value, stance, score, basis, evidence }: Annotation, name: 'stance' | 'direction'): object => ({
    id: value,
    [name]: stance,
    score,
    evidence,
    ...(withReasons ? { reasons: basis } : {}),
  });

  return {
    mechanisms: of('mechanism').map((annotation) => tag(annotation, 'stance')),
    predictors: of('predictor').map((annotation) => tag(annotation, 'direction')),
    design: of('design')[0]?.value ?? null,
    species: of('species')[0]?.value ?? null,
    imaging: of('imaging').map((annotation) => annotation.value),
    treatments: of('treatment').map((annotation) => annotation.value),
    outcomes: of('outcome').map((annotation) => annotation.value),
    levels: of('level').map((annotation) => annotation.value),
    sample: tagged.sample,
    followUp: tagged.followUp,
    resorption: tagged.resorption,
  };
}
