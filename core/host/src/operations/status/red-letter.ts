import type { Lang } from '@vmeste/sdk'
import type { IdentityMail } from '../../identity/shared/port/identity-port.ts'
import { checkTitles, type Check } from './facts/check.ts'

const words = {
  ru: {
    todo: 'Что сделать',
    page: 'Страница «Состояние»',
    end: 'Об этой строке письмо больше не придёт, пока она не станет зелёной.',
  },
  en: {
    todo: 'What to do',
    page: 'The page “State”',
    end: 'There is no further letter about a line until it has been green again.',
  },
} as const

/**
 * The letter about lines that have turned red, in Russian and, below, in English: the platform knows no language of its
 * administrators.
 */
export function redLetter(to: string, red: readonly Check[], page: string | undefined): IdentityMail {
  const part = (lang: Lang & keyof typeof words): string =>
    [
      ...red.map(
        ({ id, text, remedy }) =>
          `${checkTitles[id][lang]}. ${text[lang]}\n${remedy ? `${words[lang].todo}: ${remedy[lang]}\n` : ''}`,
      ),
      ...(page ? [`${words[lang].page}: ${page}`] : []),
      words[lang].end,
    ].join('\n')
  return {
    to,
    lang: 'ru',
    subject: oneLine(`Вместе: ${red.map(({ id }) => checkTitles[id].ru.toLowerCase()).join(', ')} — нужна помощь`),
    text: `${part('ru')}\n\n— — —\n\n${part('en')}\n`,
  }
}

/** A header is one line, of a length that servers take. */
const oneLine = (line: string): string => line.replace(/\s+/g, ' ').slice(0, 150)
