import type { Lang, Text } from '@vmeste/sdk'

/** Where the operator's manual says more: its page in a language, and the heading as it stands there. */
export const manualPages: Readonly<Record<Lang, string>> = {
  ru: 'docs/ru/operations.md',
  // there is no Belarusian one yet
  be: 'docs/ru/operations.md',
  en: 'docs/operations.md',
}

export const manualHeadings = {
  forACity: { ru: 'Для города', be: 'Для города', en: 'For a city' },
  schedule: { ru: 'По расписанию', be: 'По расписанию', en: 'Schedule' },
} satisfies Record<string, Text>

/** A place in the manual, to put into a remedy. */
export function inManual(name: keyof typeof manualHeadings): Text {
  const heading = manualHeadings[name]
  return {
    ru: `${manualPages.ru}, «${heading.ru}»`,
    be: `${manualPages.be}, «${heading.be}»`,
    en: `${manualPages.en}, “${heading.en}”`,
  }
}
