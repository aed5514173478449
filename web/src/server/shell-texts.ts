import type { Lang, Messages } from '@vmeste/sdk/web'
import be from '../i18n/be.json'
import en from '../i18n/en.json'
import ru from '../i18n/ru.json'
import serverBe from './i18n/be.json'
import serverEn from './i18n/en.json'
import serverRu from './i18n/ru.json'

/** The shell's words, and those of pages that only the server makes: no visitor's browser carries them along. */
export const shellTexts: Readonly<Record<Lang, Messages>> = {
  ru: { ...ru, ...serverRu },
  be: { ...be, ...serverBe },
  en: { ...en, ...serverEn },
}
