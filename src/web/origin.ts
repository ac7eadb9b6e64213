import type { Request } from 'express';

/** Scheme and host the reader came by, for addresses that leave the site: "https://evidence.example". */
export function originOf(request: Request): string {
  return `${request.protocol}://${request.get('host') ?? 'localhost'}`;
}
