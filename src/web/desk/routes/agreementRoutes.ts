import { Router } from 'express';
import { isStage, type Stage, stages } from '../../../domain/review.ts';
import type { StageField } from '../../../review/agreement/stageFields.ts';
import { HttpError } from '../../httpError.ts';
import { queryParameters } from '../../routes/queryParameters.ts';
import type { DeskParts } from '../deskParts.ts';
import { agreementLinks } from '../presenters/agreement/agreementLinks.ts';
import { agreementCsv, type CsvSource } from '../presenters/agreement/csv.ts';
import { presentAgreementField } from '../presenters/agreement/field.ts';
import { categoryName, fieldName } from '../presenters/agreement/fieldNames.ts';
import { presentLearnedTags } from '../presenters/agreement/learnedTags.ts';
import { presentAgreement } from '../presenters/agreement/overview.ts';

/** How far reviewers agree: by stage and field, by pair, over time, and the records behind each table. */
export function agreementRoutes({ site, links: deskLinks, desk, sender }: DeskParts): Router {
  const { format, messages } = site;
  const { agreement } = desk;
  const links = agreementLinks(deskLinks.agreement);
  const router = Router();

  router.get('/agreement', async (request, response) => {
    const query = queryParameters(request);
    const stage = await stageOf(query);
    const asked = query.get('field');
    const frame = { section: 'review', status: null, head: { desk: true } } as const;
    if (asked === null) {
      const view = presentAgreement(site, deskLinks.home, links, {
        stage,
        records: await agreement.records(stage),
        fields: await agreement.overview(stage),
        learnedTags: stage === 'tagging' ? presentLearnedTags(site, desk.learnedFigures()) : null,
      });
      sender.send(request, response, site, { page: 'agreement', view, title: messages.agreement.title, ...frame });
      return;
    }
    const field = fieldOf(stage, asked);
    const view = presentAgreementField(site, links, {
      stage,
      field,
      detail: await agreement.detail(stage, field),
      nameOf: names(),
    });
    const title = `${view.title} – ${messages.agreement.title}`;
    sender.send(request, response, site, { page: 'agreementField', view, title, ...frame });
  });

  router.get('/agreement/records', async (request, response) => {
    const query = queryParameters(request);
    const stage = await stageOf(query);
    const field = fieldOf(stage, query.get('field') ?? '');
    const { ids, first, second, row, column } = await cellOf(stage, field, query);
    const nameOf = names();
    const [rowName, columnName] = [categoryName(site, field, row), categoryName(site, field, column)];
    const view = {
      fieldHref: links.field(stage, field.field),
      fieldName: fieldName(site, field),
      title: messages.agreement.cellTitle(rowName, columnName),
      lead: messages.agreement.cellLead(nameOf(first), rowName, nameOf(second), columnName),
      count: messages.agreement.recordsCount(ids.length, format.number(ids.length)),
      rows: ids.map((id) => ({
        href: deskLinks.record(stage, Number(id)),
        title: agreement.title(Number(id)) || messages.untitled,
      })),
    };
    sender.send(request, response, site, {
      page: 'agreementRecords',
      view,
      title: view.title,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  });

  router.get('/agreement.csv', async (_request, response) => {
    const sources: CsvSource[] = [];
    for (const stage of stages)
      for (const field of agreement.fields(stage))
        sources.push({ stage, isOrdered: field.ordered === true, detail: await agreement.detail(stage, field) });
    response.attachment('agreement.csv').type('text/csv').send(agreementCsv(sources, names()));
  });

  /** The stage asked for, else the first with something to tell. */
  async function stageOf(query: URLSearchParams): Promise<Stage> {
    const asked = query.get('stage');
    if (asked === null) {
      for (const stage of stages) if ((await agreement.records(stage)) > 0) return stage;
      return stages[0];
    }
    if (!isStage(asked)) throw new HttpError(404, (words) => words.errorLookedFor(asked), asked);
    return asked;
  }

  function fieldOf(stage: Stage, asked: string): StageField {
    const field = agreement.fields(stage).find((each) => each.field === asked);
    if (!field) throw new HttpError(404, (words) => words.errorLookedFor(asked), asked);
    return field;
  }

  async function cellOf(stage: Stage, field: StageField, query: URLSearchParams) {
    const [first = '', second = '', row = '', column = ''] = ['first', 'second', 'row', 'column'].map(
      (name) => query.get(name) ?? '',
    );
    const { pairs } = await agreement.detail(stage, field);
    const pair = pairs.find(({ voters }) => voters[0] === first && voters[1] === second);
    const ids = pair?.table.cells[field.categories.indexOf(row)]?.[field.categories.indexOf(column)];
    if (!ids) throw new HttpError(404, (words) => words.agreement.noCell);
    return { ids, first, second, row, column };
  }

  function names(): (voter: string) => string {
    const people = agreement.people();
    return (voter) => people.get(Number(voter)) ?? messages.agreement.unknownPerson;
  }

  return router;
}
