import { defineAsyncComponent, type Component } from 'vue'
import { usePortal } from '@vmeste/web'

const pageTexts = {
  ru: () => import('../i18n/pages/ru.json'),
  be: () => import('../i18n/pages/be.json'),
  en: () => import('../i18n/pages/en.json'),
}

/**
 * A part of a public page that comes when it is needed, with its words: both stay out of a first visit. Only in the
 * browser.
 *
 * @example const WordsPreview = withPageTexts(() => import('./words-preview.vue'))
 */
export function withPageTexts(part: () => Promise<{ readonly default: Component }>): Component {
  const { lang, texts } = usePortal()
  return defineAsyncComponent(async () => {
    const [loaded, words] = await Promise.all([part(), pageTexts[lang]()])
    texts.extend('appeals', words.default)
    return loaded
  })
}
