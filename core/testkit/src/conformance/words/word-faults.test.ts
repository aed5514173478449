import ts from 'typescript'
import { expect, test } from 'vitest'
import { buttonKeys, isButtonName } from './button-keys.ts'
import { forbiddenWords } from './forbidden-words.ts'
import { saidIn } from './said-in-sources.ts'
import { terms, termFaults } from './terms.ts'
import { wordFaults } from './word-faults.ts'

const parsed = (source: string) => ({ tree: ts.createSourceFile('a.ts', source, ts.ScriptTarget.Latest, true) })

test('a word that stands for nothing here is named with the one that does', () => {
  expect(wordFaults({ ru: 'Этот сервис выключен', be: 'Гэты раздзел выключаны', en: 'It is off' })).toEqual([
    'in "ru" it says «сервис»; the word is «модуль для администратора, раздел для жителя»',
  ])
  expect(wordFaults({ be: 'Пакажыце тэлефон' })).toHaveLength(1)
  expect(wordFaults({ be: 'Пакажыце месца на карце' })).toEqual([])
  expect(wordFaults({ en: 'Send to {email}' })).toEqual([])
})

test('a thing has its own word in every language', () => {
  const said = { ru: 'Вам пришло уведомление', be: 'Вам прыйшло паведамленне', en: 'You have a notification' }
  expect(termFaults(said)).toEqual([
    'in "be" it names «паведамленне», in "ru" it does not: the word is «сообщение»',
    'in "ru" it names «уведомление», in "be" it does not: the word is «апавяшчэнне»',
  ])
  expect(termFaults({ ...said, be: 'Вам прыйшло апавяшчэнне' })).toEqual([])
})

test('a number has the forms of its language, or stands where none are needed', () => {
  expect(wordFaults({ ru: 'Возвращали {limit} раза' })).toHaveLength(1)
  expect(wordFaults({ en: 'kept for {months} months' })).toHaveLength(1)
  expect(wordFaults({ ru: 'Ждите {days} дн и звоните' })).toHaveLength(1)
  for (const fine of [
    '{n} раз | {n} раза | {n} раз',
    'Входящие: {n}',
    'Ждите {minutes} мин',
    'Ждите {days} дн.',
    '{n} из 5',
  ])
    expect(wordFaults({ ru: fine }), fine).toEqual([])
})

test('marks are those of the language', () => {
  for (const wrong of ['Нажмите "Да"', 'Ждите...', 'Фото - здесь', 'Ждите 5 мин. и звоните'])
    expect(wordFaults({ ru: wrong }), wrong).toHaveLength(1)
  expect(wordFaults({ en: 'Press «Yes»' })).toHaveLength(1)
  expect(wordFaults({ en: "It's done" })).toHaveLength(1)
})

test('ў stands after a vowel, у after a consonant', () => {
  expect(wordFaults({ be: 'Пацвердзіце яго у кабінеце' })).toHaveLength(1)
  expect(wordFaults({ be: 'Адказ ў кабінеце' })).toHaveLength(1)
  expect(wordFaults({ be: 'Яна ўваходзіць у горад, у Узду' })).toEqual([])
})

test('a button holds its text in every language, whatever number it says', () => {
  const said = { ru: 'Открыть', be: 'Адкрыць', en: 'Open the page of this report now' }
  expect(wordFaults(said, { button: true })).toHaveLength(1)
  expect(wordFaults(said)).toEqual([])
  expect(wordFaults({ ru: 'Убрать из сотрудников…', be: 'Прыбраць з супрацоўнікаў…' }, { button: true })).toEqual([])
})

test('texts are found without being named: by language, by table, side by side, in templates', () => {
  const found = saidIn(
    parsed(`
      const signInButton = { ru: 'Войти', be: 'Увайсці', en: 'Sign in' }
      const words = { ru: { todo: 'Дела' }, en: { todo: 'Work' } }
      role(text('Гость', 'Госць', 'Guest'))
      sentence((d) => \`до \${d.day}\`, (d) => \`да \${d.day}\`, (d) => \`by \${d.day}\`)
    `),
  )
  expect(found.map(({ name, said }) => [name, said])).toEqual([
    ['signInButton', { ru: 'Войти', be: 'Увайсці', en: 'Sign in' }],
    ['todo', { ru: 'Дела', en: 'Work' }],
    [undefined, { ru: 'Гость', be: 'Госць', en: 'Guest' }],
    [undefined, { ru: 'до {day}', be: 'да {day}', en: 'by {day}' }],
  ])
})

test('a button is known by the component, or by its name', () => {
  const page = `<AppButton :a="b > c" @click="go">{{ say('send') }}</AppButton
    ><p>{{ say('lead') }}</p><AppButton icon="x" /><p>{{ say('foot') }}</p><button>{{ say('x.no') }}</button>`
  expect([...buttonKeys([page])]).toEqual(['send', 'x.no'])
  expect(['signInButton', 'button', 'buttons', 'signIn'].map(isButtonName)).toEqual([true, true, false, false])
})

test('no word of the list forbids a word of the list', () => {
  for (const { ru, be, en } of terms)
    for (const { lang, pattern, word } of forbiddenWords)
      expect(pattern.test({ ru, be, en }[lang]), `${word} in ${ru}`).toBe(false)
})
