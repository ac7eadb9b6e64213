import { type Request, type RequestHandler, urlencoded } from 'express';

/** Reads an ordinary form: at most 1 MB and 100 fields. Anything but a form leaves no field. */
export const formBody: RequestHandler = urlencoded({ extended: false, limit: '1mb', parameterLimit: 100 });

/** A field as text; empty where it is missing or was sent more than once. */
export function formField(request: Request, name: string): string {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return '';
  const value: unknown = Reflect.get(body, name);
  return typeof value === 'string' ? value : '';
}
