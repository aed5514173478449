/**
 * A page of the door runs nothing but what sends a form on, and loads nothing but its own stylesheet.
 * @param nonce for the one page with a script, which sends its own form
 */
export const contentSecurity = (origin: string, nonce?: string): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // the answer to a form is a redirect back to the portal, which Chromium counts as part of the form
    `form-action 'self' ${origin}`,
    // nothing at first; oidc-provider adds the hash of the script that sends its own forms on, where the line stands
    nonce ? `script-src 'nonce-${nonce}'` : 'script-src',
  ].join('; ')

export const pageHeaders = (origin: string): Readonly<Record<string, string>> => ({
  'content-security-policy': contentSecurity(origin),
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
})
