import type { Lang, Messages } from '@vmeste/sdk/web'
import be from '../i18n/be.json'
import en from '../i18n/en.json'
import ru from '../i18n/ru.json'

export const shellTexts: Readonly<Record<Lang, Messages>> = { ru, be, en }
