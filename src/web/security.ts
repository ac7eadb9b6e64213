import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** A year: browsers then come by https only. */
const transportSecurity = 'max-age=31536000; includeSubDomains';

/** Headers of every answer: nothing inline, nothing from elsewhere, never in a frame, once by https always by https. */
export function securityHeaders(): RequestHandler {
  const others = helmet({
    // Said below, where it is true.
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  });
  return (request, response, next) => {
    if (request.secure) response.set('Strict-Transport-Security', transportSecurity);
    others(request, response, next);
  };
}
