import { z } from 'zod';
import type { Protocol } from '../../protocol/protocol.ts';
import { apiEndpoints, type Endpoint, type Parameter } from './endpoints.ts';
import { type ListFormat, listFormats } from './listFormats.ts';
import { apiSchemas } from './schemas.ts';

/** The API described in OpenAPI 3.1, from the same schemas that its answers are checked against. */
export function openApiDocument({ codebook, review }: Protocol, version: string | null): object {
  return {
    openapi: '3.1.0',
    info: {
      title: review.title.en,
      version: version ?? review.version,
      description: `${review.question.en} ${review.disclaimer.en}`,
    },
    paths: Object.fromEntries(
      apiEndpoints({ codebook }).flatMap((endpoint) => [
        [endpoint.path, { get: operation(endpoint) }],
        ...(endpoint.files ? wholeLists(endpoint) : []),
      ]),
    ),
    components: {
      schemas: Object.fromEntries(Object.entries(apiSchemas).map(([name, schema]) => [name, jsonSchema(schema)])),
      responses: {
        Problem: { description: 'What went wrong.', content: content('Problem', 'application/problem+json') },
      },
    },
  };
}

function operation({ operationId, summary, parameters, answer }: Endpoint): object {
  return {
    operationId,
    summary: summary.en,
    parameters: parameters.map(parameterObject),
    responses: {
      200: { description: 'The answer.', content: content(answer, 'application/json') },
      304: { description: 'Unchanged since the ETag that was sent.' },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

/** The same search without its pages, as one file. */
function wholeLists({ operationId, parameters, path, summary }: Endpoint): [string, object][] {
  const paged = new Set(['page', 'size', 'sort', 'limit', 'cursor']);
  return (Object.keys(listFormats) as ListFormat[]).map((format) => [
    `${path}.${format}`,
    {
      get: {
        operationId: `${operationId}As${format.toUpperCase()}`,
        summary: `${summary.en} As one file, streamed.`,
        parameters: path.endsWith('evidence')
          ? []
          : parameters.filter(({ name }) => !paged.has(name)).map(parameterObject),
        responses: {
          200: {
            description: 'The file.',
            content: { [listFormats[format].split(';')[0] ?? '']: { schema: { type: 'string' } } },
          },
          304: { description: 'Unchanged since the ETag that was sent.' },
          default: { $ref: '#/components/responses/Problem' },
        },
      },
    },
  ]);
}

function parameterObject({ many, schema, ...parameter }: Parameter): object {
  const shape = many ? { schema: { type: 'array', items: schema }, style: 'form', explode: true } : { schema };
  return { ...parameter, required: parameter.in === 'path', ...shape };
}

function content(schema: string, mediaType: string): object {
  return { [mediaType]: { schema: { $ref: `#/components/schemas/${schema}` } } };
}

/** OpenAPI 3.1 speaks the dialect of JSON Schema that zod writes; only the dialect's name is left out. */
function jsonSchema(schema: z.ZodType): object {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema);
  return described;
}
