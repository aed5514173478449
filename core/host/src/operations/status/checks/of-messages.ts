import type { Text } from '@vmeste/sdk'
import { ok, unasked, Unasked, warn, type Check } from '../facts/check.ts'
import type { Facts } from '../facts/facts.ts'
import { fill, together } from '../facts/words.ts'

/** Messages that are due and wait for longer than this are in trouble. */
const patientMs = 3_600_000

const remedy: Text = {
  ru: 'Отправьте пробное СМС в общих настройках города; кому не дошло, тем позвонят по задачам.',
  be: 'Адпраўце пробнае СМС у агульных наладах горада; каму не дайшло, тым патэлефануюць па задачах.',
  en: 'Send a test message in the shared settings of the city; whom nothing reached is called by the tasks.',
}

/** Messages to telephones, and what of letters and messages did not arrive. */
export function messagesCheck({ messages, at }: Pick<Facts, 'messages' | 'at'>): Check {
  if (messages instanceof Unasked) return unasked('messages', messages)
  const { waiting, oldest, failed, tasks, lastError: error } = messages
  const seen = fill(
    {
      ru: 'СМС в очереди: {waiting}. За сутки не дошло: {failed}, из них поручено людям: {tasks}.',
      be: 'СМС у чарзе: {waiting}. За суткі не дайшло: {failed}, з іх даручана людзям: {tasks}.',
      en: 'Messages in the queue: {waiting}. Not arrived within a day: {failed}, given to people: {tasks}.',
    },
    { waiting, failed, tasks },
  )
  const late = oldest !== null && at.getTime() - oldest.getTime() > patientMs
  if (!late && failed === 0) return ok('messages', seen)
  const last = error
    ? fill({ ru: 'Последняя ошибка: {error}.', be: 'Апошняя памылка: {error}.', en: 'Last error: {error}.' }, { error })
    : undefined
  return warn('messages', together(seen, last), remedy)
}
