import type { Text } from '@vmeste/sdk'
import { isOpen, refusal, type Limits, type MoveName } from '../life/report-status.ts'
import { movable } from './move-report.ts'
import type { ReportView } from './report-view.ts'
import { mayAskToCall, owns, sees } from './viewer.ts'

const titles = {
  ACCEPT: { ru: 'Принять', be: 'Прыняць', en: 'Accept' },
  ANSWER: { ru: 'Готово', be: 'Гатова', en: 'Done' },
  CORRECT: { ru: 'Исправить', be: 'Выправіць', en: 'Correct' },
  AGREE_PLAN: { ru: 'Согласовать срок', be: 'Узгадніць тэрмін', en: 'Agree to the day' },
  REFUSE_PLAN: { ru: 'Не согласовать', be: 'Не ўзгадніць', en: 'Do not agree' },
  PLAN: { ru: 'Запланировать', be: 'Запланаваць', en: 'Plan' },
  RETURN: { ru: 'Не наше', be: 'Не наша', en: 'Not ours' },
  REASSIGN: { ru: 'Передать', be: 'Перадаць', en: 'Pass on' },
  RELEASE: { ru: 'Текст в порядке', be: 'Тэкст у парадку', en: 'Text is fine' },
  CALL: { ru: 'Перезвонить', be: 'Ператэлефанаваць', en: 'Call back' },
  REJECT: { ru: 'Отклонить', be: 'Адхіліць', en: 'Reject' },
  PASS_PHOTO: { ru: 'Показать фото', be: 'Паказаць фота', en: 'Show the photo' },
  HIDE_PHOTO: { ru: 'Скрыть фото', be: 'Схаваць фота', en: 'Hide the photo' },
} as const satisfies Record<string, Text>
export type ActionName = keyof typeof titles
export interface ReportAction {
  readonly name: ActionName
  readonly title: string
  readonly primary: boolean
}

/** Which one stands first and large: the first possible of these. */
const primaries: readonly ActionName[] = ['RELEASE', 'AGREE_PLAN', 'ACCEPT', 'ANSWER', 'REASSIGN']

/** What this person may do with this report now, by the same table that later refuses. */
export function actionsOf({ row, viewer, words }: ReportView, now: Date, limits: Limits): readonly ReportAction[] {
  const may = (move: MoveName, as: 'coordinator' | 'executor') => !refusal(movable(row), move, as, now, limits)
  const executes = viewer.answers && owns(viewer, row)
  const names: ActionName[] = [
    ...(viewer.coordinates && may('release', 'coordinator') ? ['RELEASE' as const] : []),
    ...(executes && (may('accept', 'executor') || may('resume', 'executor')) ? ['ACCEPT' as const] : []),
    ...(executes && may('answer', 'executor') ? ['ANSWER' as const] : []),
    ...(executes && may('plan', 'executor') ? ['PLAN' as const] : []),
    ...(executes && may('return', 'executor') ? ['RETURN' as const] : []),
    ...(viewer.coordinates && row.asked_for !== null && may('agree', 'coordinator')
      ? ['AGREE_PLAN' as const, 'REFUSE_PLAN' as const]
      : []),
    ...(viewer.coordinates && may('reassign', 'coordinator') ? ['REASSIGN' as const] : []),
    ...(viewer.coordinates && isOpen(row.status) ? ['CORRECT' as const] : []),
    ...(viewer.coordinates && may('reject', 'coordinator') ? ['REJECT' as const] : []),
    ...(row.contact_phone !== null && mayAskToCall(viewer, row) ? ['CALL' as const] : []),
    ...(viewer.checksPhotos && sees(viewer, row) && row.photo_count > 0
      ? [...(row.photo_consent ? ['PASS_PHOTO' as const] : []), 'HIDE_PHOTO' as const]
      : []),
  ]
  // to pass on what a department is busy with is a coordinator's exception, not the thing to do
  const first = primaries.find((name) => names.includes(name) && !(name === 'REASSIGN' && row.department !== null))
  return names.map((name) => ({ name, title: titles[name][words.lang], primary: name === first }))
}
