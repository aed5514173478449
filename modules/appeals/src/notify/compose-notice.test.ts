import { expect, test } from 'vitest'
import { langs } from '@vmeste/sdk'
import { texts } from '../texts.ts'
import { composeNotice, type NoticeFacts } from './compose-notice.ts'
import { correctedNotices, residentNotices, staffNotices, supporterNotices } from './notice-texts.ts'

const text = (ru: string) => ({ ru, be: ru, en: ru })
const facts: NoticeFacts = {
  number: 'УЗ-С-2026-000001',
  what: text('Качели сломаны'),
  topic: text('Качели сломаны'),
  place: text('Детская площадка, ул. Советская 12'),
  department: text('ЖКХ'),
  day: '2026-05-08',
  note: 'Ждём деталь.',
  legal: texts.legalBy,
}

test('an answer without words leaves no hole', () => {
  expect(composeNotice(residentNotices['appeals.report.answered@1']!, { ...facts, note: null }, 'ru')).toEqual({
    subject: 'Сообщение УЗ-С-2026-000001: есть ответ',
    text: 'Качели сломаны, Детская площадка, ул. Советская 12. Посмотрите результат и скажите: исправлено?',
  })
})

test('a sentence that leads to words which are not there gives way to where they are', () => {
  const { text: said } = composeNotice(residentNotices['appeals.report.planned@1']!, { ...facts, note: null }, 'ru')
  expect(said).toMatch(/ЖКХ: исправят до .+\. Подробности на странице сообщения\.$/)
  expect(said).not.toContain('Почему')
})

test('after a correction the new date is said where there is one', () => {
  const notice = correctedNotices['appeals.report.routed@1']!
  expect(composeNotice(notice, { ...facts, due: '2026-04-27' }, 'ru').text).toMatch(
    /передали: ЖКХ\. Исправят до 27 апреля\.$/,
  )
  expect(composeNotice(notice, { ...facts, due: null }, 'en').text).toMatch(/passed it to ЖКХ\.$/)
})

test('every letter in every language fills every gap', () => {
  for (const [event, notice] of [residentNotices, correctedNotices, supporterNotices, staffNotices].flatMap((all) =>
    Object.entries(all),
  ))
    for (const lang of langs) {
      const { subject, text: body } = composeNotice(notice, facts, lang)
      expect(`${subject} ${body}`, `${event} ${lang}`).not.toMatch(/[{}]|undefined/)
      expect(subject.length).toBeGreaterThan(3)
    }
})
