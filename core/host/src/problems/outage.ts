import { Problem } from '@vmeste/sdk'

/** After how long it is worth asking again in an outage. */
export const outageRetrySeconds = 10

export const internal = (requestId: string) =>
  new Problem(
    'INTERNAL',
    {
      ru: 'Что-то сломалось у нас. Попробуйте ещё раз; если не поможет, назовите код {requestId}.',
      be: 'Нешта зламалася ў нас. Паспрабуйце яшчэ раз; калі не дапаможа, назавіце код {requestId}.',
      en: 'Something broke on our side. Please try again; if that does not help, quote the code {requestId}.',
    },
    { kind: 'unavailable', params: { requestId } },
  )

/** The platform's own ground has given way, its database or its disk: nothing of what was asked is to blame. */
export const serviceUnavailable = () =>
  new Problem(
    'SERVICE_UNAVAILABLE',
    {
      ru: 'Сейчас мы не можем ответить: у нас неполадки. Попробуйте через минуту.',
      be: 'Цяпер мы не можам адказаць: у нас непаладкі. Паспрабуйце праз хвіліну.',
      en: 'We cannot answer right now: something is wrong on our side. Please try again in a minute.',
    },
    {
      kind: 'unavailable',
      params: { retryAfterSeconds: outageRetrySeconds },
      detail: { retryAfterSeconds: outageRetrySeconds },
    },
  )
