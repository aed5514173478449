import type { Lang, Text } from '@vmeste/sdk'

const decided: Text = { ru: 'решение координатора: ', be: 'рашэнне каардынатара: ', en: 'coordinator’s decision: ' }
const returned: Text = { ru: 'возвращено: ', be: 'вернута: ', en: 'returned: ' }
const after = (head: Text, reason: string): Text => ({
  ru: head.ru + reason,
  be: head.be + reason,
  en: head.en + reason,
})

/** Why a report is with this department, where a person has decided it. */
export const decidedReason = (reason: string): Text => after(decided, reason)
/** Why it is with nobody again. */
export const returnedReason = (reason: string): Text => after(returned, reason)

/** Where the words of a person begin in a reason; nothing where a rule has spoken. */
export function reasonStart(reason: Text, lang: Lang): number | undefined {
  const head = [decided, returned].find((one) => reason.ru.startsWith(one.ru))
  return head?.[lang].length
}
