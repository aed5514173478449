import { Problem, type Text } from '@vmeste/sdk'

const expired: Text = {
  ru: 'Вход устарел. Войдите ещё раз.',
  be: 'Уваход састарэў. Увайдзіце яшчэ раз.',
  en: 'Your sign-in has expired. Please sign in again.',
}
const invalid: Text = {
  ru: 'Не получилось проверить вход. Войдите ещё раз.',
  be: 'Не атрымалася праверыць уваход. Увайдзіце яшчэ раз.',
  en: 'We could not check your sign-in. Please sign in again.',
}
const unavailable: Text = {
  ru: 'Вход сейчас не отвечает. Попробуйте через минуту.',
  be: 'Уваход цяпер не адказвае. Паспрабуйце праз хвіліну.',
  en: 'Sign-in is not answering right now. Try again in a minute.',
}

/** The token was good once; its time is over. */
export const tokenExpired = () => new Problem('TOKEN_EXPIRED', expired, { kind: 'signedOut' })

/**
 * The token cannot be trusted. The person is told nothing more.
 * @param reason for whoever reads the log; never a part of the token itself
 */
export const tokenInvalid = (reason: string, cause?: unknown) =>
  new Problem('TOKEN_INVALID', invalid, { kind: 'signedOut', cause: cause ?? new Error(reason) })

/** The keys of the identity provider cannot be had, so nothing can be said about the token. */
export const identityUnavailable = (cause: unknown) =>
  new Problem('IDENTITY_UNAVAILABLE', unavailable, { kind: 'unavailable', cause })
