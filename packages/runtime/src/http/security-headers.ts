import { secureHeaders } from 'hono/secure-headers';

/**
 * What a page of ours may load: itself, and nothing from elsewhere.
 *
 * Styles may stand inline: antd puts style elements into the page as components appear, and bpmn-js writes
 * style attributes. A nonce would not cover the latter, and a style cannot run code; scripts get no exception.
 */
export const contentSecurityPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  workerSrc: ["'self'", 'blob:'],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'self'"],
};

export const securityHeaders = () =>
  secureHeaders({
    contentSecurityPolicy,
    referrerPolicy: 'same-origin',
    // Whether the host speaks TLS is not ours to say.
    strictTransportSecurity: false,
    // A download is stricter than a page.
    overwrite: false,
  });
